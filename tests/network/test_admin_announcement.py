"""Announcements: written by the Land and the associations, read by members unless they are public."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from network.models import AnnouncementPage
from tests.admin_forms import NO_COMMENTS, rich
from tests.factories import MAINZ, AnnouncementFactory, association_page, district_page, land_page, person, portal

FORM = {
    "title": "Förderaufruf Sprachmittlung",
    "slug": "foerderaufruf",
    "text": rich("Anträge bis Ende Januar."),
    "deadline": "2027-01-31",
    **NO_COMMENTS,
    "action-publish": "1",
}


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def new_url(owner: int) -> str:
    return f"/verwaltung/pages/add/network/announcementpage/{owner}/"


def test_the_land_announces_with_a_deadline() -> None:
    as_(person(Role.Kind.LAND)).post(new_url(land_page().pk), FORM)

    announcement = AnnouncementPage.objects.get()
    assert announcement.live
    assert announcement.deadline == dt.date(2027, 1, 31)


def test_an_association_announces_below_its_own_page_only() -> None:
    client = as_(person(Role.Kind.EDITOR, association="staedtetag"))

    client.post(new_url(land_page().pk), FORM)
    assert not AnnouncementPage.objects.exists()

    client.post(new_url(association_page().pk), FORM)
    assert AnnouncementPage.objects.get().get_parent().pk == association_page().pk


def test_a_district_announces_nothing() -> None:
    client = as_(person(Role.Kind.MANAGER, ags=MAINZ))

    for owner in (district_page().pk, land_page().pk):
        client.post(new_url(owner), FORM)

    assert not AnnouncementPage.objects.exists()


def test_members_read_on_their_home_what_is_still_due() -> None:
    today = timezone.localdate()
    AnnouncementFactory(parent=land_page(), title="Frist heute", deadline=today)
    AnnouncementFactory(parent=land_page(), title="Frist vorbei", deadline=today - dt.timedelta(days=1))
    AnnouncementFactory(parent=land_page(), title="Noch Entwurf", live=False)

    page = as_(person(Role.Kind.MANAGER, ags=MAINZ)).get("/verwaltung/").content.decode()

    assert "Frist heute" in page
    assert "Frist vorbei" not in page
    assert "Noch Entwurf" not in page


def test_a_visitor_reads_what_is_public_and_no_word_of_the_rest() -> None:
    public = AnnouncementFactory(parent=land_page(), title="Für alle", is_public=True)
    internal = AnnouncementFactory(parent=land_page(), title="Nur für Mitglieder")
    visitor = Client()

    assert "Für alle" in visitor.get(public.url).content.decode()
    refused = visitor.get(internal.url)
    assert refused.status_code in (302, 404)
    assert "Nur für Mitglieder" not in refused.content.decode()
    assert "Nur für Mitglieder" in as_(person(Role.Kind.MANAGER, ags=MAINZ)).get(internal.url).content.decode()


def test_an_announcement_is_previewed_before_it_exists() -> None:
    client = as_(person(Role.Kind.LAND))
    preview = f"{new_url(land_page().pk)}preview/"
    assert client.post(preview, FORM).json()["is_valid"]

    assert "Anträge bis Ende Januar." in client.get(preview).content.decode()
