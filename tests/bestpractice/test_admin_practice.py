"""A practice in the admin: the short form is enough, mistakes are told in words, publishing is the first button."""

import re

import pytest
from django.test import Client

from accounts.models import Role, User
from bestpractice.models import PracticePage
from directory.models import Post
from tests.admin_forms import NO_COMMENTS, NO_PARTS, rich
from tests.factories import ALZEY, MAINZ, PracticeFactory, district_page, person, portal

SHORT_FORM = {
    "title": "Dolmetscherpool für Elterngespräche",
    "slug": "dolmetscherpool",
    "summary": "",
    "starting_point": rich("Jede Schule suchte selbst."),
    "what_we_did": rich("Eine Stelle nimmt Anfragen an."),
    "what_it_took": rich("Eine halbe Stelle."),
    "contact": "Ansprechstelle Mainz",
    "status": "running",
    "what_did_not_work": "null",
    "conditions": "null",
    "results": "null",
    "transfer_tips": "null",
    **NO_COMMENTS,
    **NO_PARTS,
}


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def client() -> Client:
    return as_(person(Role.Kind.MANAGER, ags=MAINZ))


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def new_url(ags: str = MAINZ) -> str:
    return f"/verwaltung/pages/add/bestpractice/practicepage/{district_page(ags).pk}/"


def test_the_short_form_is_enough_to_publish(client: Client) -> None:
    response = client.post(new_url(), {**SHORT_FORM, "action-publish": "1"})

    assert response.status_code == 302
    practice = PracticePage.objects.get()
    assert practice.live
    assert practice.district.ags == MAINZ
    assert "Jede Schule suchte selbst." in practice.starting_point


def test_publishing_is_the_first_button(client: Client) -> None:
    form = client.get(new_url()).content.decode()

    assert form.index('name="action-publish"') < form.index("Entwurf speichern")


def test_the_districts_mailbox_stands_in_the_contact_of_a_new_practice(client: Client) -> None:
    Post.objects.filter(district=MAINZ).update(mailbox="integration.mainz@example.org")

    assert "Integrationsmanagement Stadt Mainz, integration.mainz@example.org" in client.get(new_url()).content.decode()


def test_what_is_missing_is_said_in_the_words_of_the_page(client: Client) -> None:
    answer = client.post(new_url(), {**SHORT_FORM, "contact": "", "starting_point": "null", "action-publish": "1"})

    page = answer.content.decode()
    assert "Bitte nennen Sie eine Stelle oder ein Postfach" in page
    assert "Bitte schreiben Sie, woran es gefehlt hat" in page
    assert not PracticePage.objects.exists()


def test_a_draft_may_lack_what_publishing_needs(client: Client) -> None:
    client.post(new_url(), {**SHORT_FORM, "contact": "", "starting_point": "null"})

    assert not PracticePage.objects.get().live


def test_a_practice_does_not_end_before_it_began(client: Client) -> None:
    answer = client.post(new_url(), {**SHORT_FORM, "since": "2026-03-01", "until": "2025-03-01", "action-publish": "1"})

    assert "Das Ende liegt vor dem Beginn" in answer.content.decode()


def test_the_preview_shows_what_is_typed_inside_the_admins_frame(client: Client) -> None:
    preview = f"/verwaltung/pages/add/bestpractice/practicepage/{district_page().pk}/preview/"
    assert client.post(preview, SHORT_FORM).json()["is_valid"]

    response = client.get(preview)

    assert response.status_code == 200
    assert "Dolmetscherpool für Elterngespräche" in response.content.decode()
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert not PracticePage.objects.exists()


def test_the_preview_of_a_live_practice_shows_its_draft_only_to_its_owners(client: Client) -> None:
    practice = PracticeFactory(parent=district_page())
    practice.title = "Neue Überschrift"
    practice.save_revision()

    view = f"/verwaltung/pages/{practice.pk}/view_draft/"
    assert "Neue Überschrift" in client.get(view).content.decode()
    assert as_(person(Role.Kind.MANAGER, ags=ALZEY)).get(view).status_code in (302, 404)


def test_nobody_writes_below_a_foreign_district(client: Client) -> None:
    for answer in (client.get(new_url(ALZEY)), client.post(new_url(ALZEY), {**SHORT_FORM, "action-publish": "1"})):
        assert answer.status_code in (302, 404)

    assert not PracticePage.objects.exists()


def test_the_ways_to_new_pages_name_what_makes_sense(client: Client) -> None:
    page = client.get(f"/verwaltung/pages/{district_page().pk}/add_subpage/").content.decode()

    assert re.findall(r"/verwaltung/pages/add/(\w+/\w+)/", page) == [
        "library/materialpage",
        "bestpractice/practicepage",
    ]
