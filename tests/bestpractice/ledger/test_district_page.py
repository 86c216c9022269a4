"""A district's page: what it took over and what others took from it; and where a practice comes from."""

import pytest
from django.test import Client

from accounts.models import Role
from bestpractice.models import PracticePage
from tests.admin_forms import NO_COMMENTS, NO_PARTS, rich
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, adoption, district_page, person, portal


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, TRIER, ALZEY)


@pytest.fixture
def practice() -> PracticePage:
    made: PracticePage = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
    return made


def page_of(ags: str) -> str:
    return Client().get(district_page(ags).get_url()).content.decode()


def test_what_was_taken_over_stands_on_both_pages(practice: PracticePage) -> None:
    adoption(practice, TRIER, "piloting")
    adoption(practice, ALZEY, "running", confirmed_on=None)

    taken, given, waiting = page_of(TRIER), page_of(MAINZ), page_of(ALZEY)

    assert "Von anderen übernommen" in taken
    assert "erprobt seit Januar 2024 · von: Stadt Mainz" in taken
    assert practice.get_url() in taken
    assert "Von hier übernommen" in given
    assert "Stadt Trier (erprobt)" in given
    assert "(läuft)" not in given
    assert "übernommen" not in waiting


def test_nothing_taken_nothing_said(practice: PracticePage) -> None:
    assert "übernommen" not in page_of(MAINZ)


def test_what_is_not_published_any_more_is_gone_from_both(practice: PracticePage) -> None:
    adoption(practice, TRIER)
    practice.unpublish()

    assert "Dolmetscherpool" not in page_of(TRIER) + page_of(MAINZ)


def test_a_practice_moved_to_its_adopter_is_no_use_of_itself(practice: PracticePage) -> None:
    adoption(practice, TRIER)
    practice.move(district_page(TRIER), pos="last-child")

    page = Client().get(PracticePage.objects.get(pk=practice.pk).get_url()).content.decode()

    assert "Noch nirgends nachgenutzt" in page
    assert "übernommen" not in page_of(TRIER)


def form_of(practice: PracticePage, origin: PracticePage) -> dict[str, str]:
    texts = dict.fromkeys(("starting_point", "what_we_did", "what_it_took"), rich("Text"))
    facts = {"title": practice.title, "slug": practice.slug, "contact": "Stelle", "status": "running"}
    return {**texts, **facts, **NO_PARTS, **NO_COMMENTS, "adapted_from": str(origin.pk), "action-publish": "1"}


def test_a_practice_leans_on_a_published_one_and_never_in_a_circle(practice: PracticePage) -> None:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=TRIER))
    own = PracticeFactory(parent=district_page(TRIER), title="Sprachmittlung")
    draft = PracticeFactory(parent=district_page(TRIER), title="Entwurf", live=False)
    child = PracticeFactory(parent=district_page(ALZEY), title="Kind", adapted_from=own)
    way = f"/verwaltung/pages/{own.pk}/edit/"

    for origin, mistake in ((own, "auf sich selbst"), (draft, "ist nicht veröffentlicht"), (child, "geht selbst auf")):
        answer = client.post(way, form_of(own, origin))
        assert mistake in answer.content.decode(), mistake
        own.refresh_from_db()
        assert own.adapted_from is None

    client.post(way, form_of(own, practice))
    own.refresh_from_db()
    assert own.adapted_from == practice


def test_only_live_practices_are_offered_to_lean_on(practice: PracticePage) -> None:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=TRIER))
    PracticeFactory(parent=district_page(TRIER), title="Eigener Entwurf", live=False)

    for way in (f"{district_page(TRIER).pk}/", "search/"):
        offered = client.get(f"/verwaltung/choose-page/{way}?page_type=bestpractice.practicepage&q=Entwurf")
        assert "Eigener Entwurf" not in offered.content.decode()
