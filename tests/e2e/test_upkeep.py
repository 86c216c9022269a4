"""An actor on a phone: from the mailed link to a changed entry, in one form, with and without the district's look."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from core.models import OutgoingMail
from directory.models import Organisation, Post
from tests.e2e.conftest import Reader, Served

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def database_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop runs in this thread, where the test also asks the database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def mailed_link(organisation: Organisation) -> str:
    """Asked for on the entry's page, found in the mail."""
    OutgoingMail.objects.all().delete()
    Client().post(f"{organisation.get_absolute_url()}link/")
    found = re.search(r"/pflege/\S+", OutgoingMail.objects.get().body)
    assert found
    return found[0]


def test_an_actor_changes_its_entry_on_a_phone_in_one_form_of_at_most_twelve_fields(
    served: Served, reader: Reader
) -> None:
    organisation = Organisation.objects.exclude(email="").first()
    assert organisation
    for looks_first in (False, True):
        Post.objects.update(changes_need_a_look=looks_first)
        number = f"06131 000{int(looks_first)}"
        with reader(360) as window:
            page = window.new_page()
            page.goto(mailed_link(organisation))
            page.get_by_role("link", name="Eintrag ändern").click()
            fields = page.locator("form.form").locator(":scope > .kern-form-input, :scope > .check, :scope > .choices")
            assert fields.count() <= 12
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            assert Axe().run(page).violations_count == 0

            page.get_by_label("Telefon").fill(number)
            page.get_by_role("button", name="Speichern").click()

            said = "sobald die Ansprechstelle" if looks_first else "gilt ab sofort"
            expect(page.get_by_text(said)).to_be_visible()
            page.goto(organisation.get_absolute_url())
            assert (page.get_by_text(number).count() > 0) is not looks_first
