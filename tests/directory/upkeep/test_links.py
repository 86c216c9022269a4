"""An actor's link: where it goes, how long it counts, and whatever is sent to it."""

import re

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Notice, User
from core.models import OutgoingMail
from directory.models import Organisation, Proposal
from tests.directory.upkeep.conftest import filled, form_address
from tests.factories import MAINZ, OfferFactory, OrganisationFactory, portal

pytestmark = pytest.mark.django_db
State = Proposal.State


ANYTHING = st.text(max_size=300) | st.sampled_from(["\x00", "a\x00b", "\u202e", "1" * 5000, "😀" * 200])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["name", "email", "postcode", "website", "languages", "opened"]), ANYTHING))
def test_whatever_is_sent_gets_an_answer(client: Client, organisation: Organisation, sent: dict[str, str]) -> None:
    assert client.post(form_address(organisation), {"name": "Beratung", **sent}).status_code in (200, 302)
    assert client.get(form_address(organisation), {"ort": sent.get("name", "x")}).status_code == 200


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"/pflege/\S+", mail.body)
    assert found
    return found[0]


def test_a_lost_link_goes_to_the_address_on_file_and_says_nothing_about_it(
    client: Client, organisation: Organisation, manager: User
) -> None:
    nobody = OrganisationFactory(name="Ohne Adresse", home_district_id=MAINZ)
    answers = []
    for found in (organisation, nobody):
        for _ in range(2):
            page = client.post(f"{found.get_absolute_url()}link/").content.decode()
        answers.append(page.replace(found.name, "").replace(found.get_absolute_url(), ""))

    assert answers[0] == answers[1]
    assert "pflege@example.org" not in answers[0]
    mail = OutgoingMail.objects.get(to="pflege@example.org")
    assert client.get(link_in(mail)).status_code == 200
    assert Notice.objects.get(user=manager).text.startswith("Jemand möchte den Eintrag „Ohne Adresse“")


def test_opening_pages_changes_nothing(client: Client, organisation: Organisation) -> None:
    offer = OfferFactory(organisation=organisation)
    for address in (
        form_address(organisation),
        form_address(organisation, offer),
        f"{organisation.get_absolute_url()}link/",
    ):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert not OutgoingMail.objects.exists()
    assert not Proposal.objects.exists()


def test_a_link_ends_with_its_days_and_with_the_address_it_was_sent_to(
    client: Client, organisation: Organisation
) -> None:
    link = form_address(organisation)
    with time_machine.travel("2050-01-01"):
        assert client.get(link).status_code == 404
    organisation.upkeep_email = "andere@example.org"
    organisation.save()
    assert client.get(link).status_code == 404
    assert client.get("/pflege/unsinn/").status_code == 404


def test_who_changes_the_address_on_file_goes_on_and_the_old_one_is_told(client: Client) -> None:
    portal(MAINZ)
    organisation = OrganisationFactory(home_district_id=MAINZ, email="alt@example.org")

    answer = client.post(
        form_address(organisation), filled(client, form_address(organisation), email="neu@example.org"), follow=True
    )

    assert answer.status_code == 200
    assert "gilt ab sofort" in answer.content.decode()
    assert OutgoingMail.objects.get().to == "alt@example.org"
