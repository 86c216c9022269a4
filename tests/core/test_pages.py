"""The portal's own pages are laid once; what the operator made of them stays."""

import pytest
from wagtail.models import Page, Site

from core.models import HomePage, TextPage
from core.pages import set_up_site
from search.models import Mark

pytestmark = pytest.mark.django_db


def test_the_first_setup_puts_the_home_page_in_the_place_of_wagtails_welcome() -> None:
    home = set_up_site()
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.specific == home
    assert site.site_name
    assert not Page.objects.filter(slug="home").exists()
    assert not any(Page.find_problems())


def test_a_second_setup_keeps_what_the_operator_changed() -> None:
    set_up_site()
    other = Page.get_first_root_node().add_child(instance=HomePage(title="Neue Startseite", slug="neu"))
    site = Site.objects.get()
    site.hostname, site.port, site.site_name, site.root_page = "netz.example.org", 443, "Netz", other
    site.save()
    TextPage.objects.filter(slug="impressum").update(title="Wer wir sind")
    before = Site.objects.values().get(), list(Mark.objects.order_by("pk").values())

    set_up_site()

    assert (Site.objects.values().get(), list(Mark.objects.order_by("pk").values())) == before
    assert TextPage.objects.get(slug="impressum").title == "Wer wir sind"
