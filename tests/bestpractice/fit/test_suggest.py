"""What runs in districts like ours and not yet here."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from accounts.models import Role
from bestpractice.fit.suggest import running_nearby
from bestpractice.models import PracticePage, Requirement
from regions.models import District
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, adoption, district_page, person

pytestmark = pytest.mark.django_db

MAINZ_BINGEN, NEUWIED, BAD_DUERKHEIM = "07339", "07138", "07332"


def titles(ags: str) -> list[str]:
    return [found.practice.title for found in running_nearby(District.objects.get(ags=ags)).suggestions]


def test_what_a_similar_district_runs_is_suggested_with_the_reasons(practice: PracticePage) -> None:
    adoption(practice, NEUWIED, "piloting")
    found = running_nearby(District.objects.get(ags=MAINZ_BINGEN)).suggestions
    assert [suggestion.practice for suggestion in found] == [practice]
    assert found[0].source.ags == MAINZ
    assert found[0].users[0].similar.district.ags == NEUWIED
    assert "ebenfalls Landkreis" in found[0].users[0].similar.reasons


@pytest.mark.parametrize("stage", ["interested", "planning", "stopped"])
def test_what_nobody_similar_runs_now_is_not_suggested(practice: PracticePage, stage: str) -> None:
    adoption(practice, NEUWIED, stage)
    adoption(practice, TRIER)
    assert titles(MAINZ_BINGEN) == []


def test_what_the_district_took_up_in_any_stage_is_not_suggested(practice: PracticePage) -> None:
    adoption(practice, NEUWIED)
    adoption(practice, MAINZ_BINGEN, "interested")
    assert titles(MAINZ_BINGEN) == []


def test_a_report_that_the_district_has_not_confirmed_suggests_nothing(practice: PracticePage) -> None:
    adoption(practice, NEUWIED, confirmed_on=None)
    assert titles(MAINZ_BINGEN) == []


def test_what_a_similar_district_developed_itself_is_suggested(practice: PracticePage) -> None:
    PracticeFactory(parent=district_page(ALZEY), title="Busbegleitung", since=dt.date(2024, 1, 1))
    PracticeFactory(parent=district_page(ALZEY), title="Abgeschlossenes", status="finished")
    PracticeFactory(parent=district_page(ALZEY), title="Entwurf", live=False)
    assert titles(BAD_DUERKHEIM) == ["Busbegleitung"]
    assert titles(ALZEY) == []


def test_what_is_withheld_from_readers_is_not_suggested(practice: PracticePage) -> None:
    adoption(practice, NEUWIED)
    PageViewRestriction.objects.create(page=practice, restriction_type="login")
    assert titles(MAINZ_BINGEN) == []


def test_what_the_district_can_meet_comes_before_what_it_fails(practice: PracticePage) -> None:
    adoption(practice, NEUWIED)
    easy = PracticeFactory(parent=district_page(TRIER), title="Zeltlager")
    adoption(easy, NEUWIED)
    Requirement.objects.create(practice=practice, measure="city")
    Requirement.objects.create(practice=easy, measure="county")
    assert titles(MAINZ_BINGEN) == ["Zeltlager", "Dolmetscherpool"]


def read(client: Client, ags: str, address: str = "/praxis/passt-zu-uns/") -> str:
    client.force_login(person(Role.Kind.MANAGER, ags=ags))
    return " ".join(client.get(address).content.decode().split())


def test_the_page_shows_reasons_and_how_the_requirements_stand(practice: PracticePage, client: Client) -> None:
    adoption(practice, NEUWIED)
    Requirement.objects.create(practice=practice, measure="county")
    Requirement.objects.create(practice=practice, measure="city")
    told = read(client, MAINZ_BINGEN)
    for words in ("Dolmetscherpool", "Landkreis Neuwied", "ähnlich groß (", "1 erfüllt", "1 nicht erfüllt"):
        assert words in told


def test_an_empty_page_says_so_and_still_names_who_was_asked(practice: PracticePage, client: Client) -> None:
    told = read(client, MAINZ_BINGEN)
    assert "läuft zurzeit nichts, was Sie nicht schon aufgenommen haben" in told
    assert "<strong>Landkreis Neuwied</strong>: ebenfalls Landkreis" in told


def test_the_list_of_practices_and_the_admins_home_lead_there(practice: PracticePage, client: Client) -> None:
    adoption(practice, NEUWIED)
    assert "/praxis/passt-zu-uns/" not in client.get("/praxis/").content.decode()
    assert "/praxis/passt-zu-uns/" in read(client, MAINZ_BINGEN, "/praxis/")
    assert "Was läuft bei Kreisen wie unserem?" in read(client, MAINZ, "/verwaltung/")


def test_the_page_asks_the_same_few_questions_however_many_run(
    practice: PracticePage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(person(Role.Kind.MANAGER, ags=MAINZ_BINGEN))
    adoption(practice, NEUWIED)
    Requirement.objects.create(practice=practice, measure="county")
    client.get("/praxis/passt-zu-uns/")
    with django_assert_max_num_queries(100) as few:
        client.get("/praxis/passt-zu-uns/")
    for _ in range(8):
        more = PracticeFactory(parent=district_page(TRIER))
        adoption(more, NEUWIED)
        Requirement.objects.create(practice=more, measure="county")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/praxis/passt-zu-uns/")
