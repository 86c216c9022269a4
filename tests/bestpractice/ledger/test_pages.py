"""The ledger as people see it: the practice's page, the forms in the admin, what waits there."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from bestpractice.models import Adoption, PracticePage
from search.models import Mark, SearchDocument
from tests import factories as make
from tests.e2e.pages import settle
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, adoption, district_page, person, portal

LEDGER = "/verwaltung/nachnutzungen/"
SECRET = "Der Träger hat uns im Stich gelassen"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, TRIER, ALZEY)


@pytest.fixture
def practice() -> PracticePage:
    made: PracticePage = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
    return made


@pytest.fixture
def trier() -> User:
    return person(Role.Kind.MANAGER, ags=TRIER)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(practice: PracticePage, client: Client | None = None) -> str:
    return (client or Client()).get(practice.get_url()).content.decode()


def act(client: Client, row: Adoption, what: str, **values: Any) -> Any:
    return client.post(f"{LEDGER}{row.pk}/", {"act": what, **values}, follow=True)


def test_a_manager_adds_the_own_district_from_the_practices_page(practice: PracticePage, trier: User) -> None:
    client = as_(trier)
    way = f"{LEDGER}neu/{practice.pk}/"
    assert way in page_of(practice, client)
    assert way not in page_of(practice)

    form = {"stage": "piloting", "on": "2026-03-01", "adaptation": "Nur Schulen", "cost": "4000"}
    answer = client.post(way, form, follow=True)

    assert "Stadt Trier steht jetzt in der Liste" in answer.content.decode()
    page = page_of(practice)
    for text in ("In 1 von 36 genutzt", "erprobt seit März 2026", "Nur Schulen", "4.000 € im Jahr"):
        assert text in page
    assert f"{LEDGER}{Adoption.objects.get().pk}/" in page_of(practice, client)
    assert client.get(way).status_code == 302


def test_what_is_missing_is_said_and_what_was_typed_stays(practice: PracticePage, trier: User) -> None:
    answer = as_(trier).post(
        f"{LEDGER}neu/{practice.pk}/", {"stage": "stopped", "on": "2026-03-01", "adaptation": "Nur Schulen"}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Bitte schreiben Sie, warum Sie aufgehört haben" in page
    assert "Nur Schulen" in page
    assert not Adoption.objects.exists()


def test_one_use_is_carried_on_described_put_right_and_removed(practice: PracticePage, trier: User) -> None:
    client, row = as_(trier), adoption(practice, TRIER, "planning")

    act(client, row, "move", **{"move-stage": "running", "move-on": "2026-03-01"})
    act(client, row, "describe", **{"describe-outcome": "Drei Tage statt drei Wochen"})
    row.refresh_from_db()
    assert (row.stage, row.outcome) == ("running", "Drei Tage statt drei Wochen")
    assert "Verlauf" in page_of(practice)

    last = row.steps.last()
    act(client, row, "correct", step=last.pk, **{"correct-stage": "piloting", "correct-on": "2026-02-01"})
    row.refresh_from_db()
    assert row.stage == "piloting"

    refused = act(client, row, "move", **{"move-stage": "running", "move-on": "2023-01-01"})
    assert "Ein neuer beginnt frühestens dann" in refused.content.decode()

    act(client, row, "take_back", step=last.pk)
    row.refresh_from_db()
    assert row.stage == "planning"


def test_a_reason_for_members_reaches_no_visitor(practice: PracticePage, trier: User) -> None:
    row = adoption(practice, TRIER, "stopped", because=SECRET)
    settle()

    assert SECRET not in page_of(practice)
    for way in ("/praxis/", "/suche/?q=Stich", district_page().get_url(), district_page(TRIER).get_url()):
        assert SECRET not in Client().get(way).content.decode()
    assert SECRET not in Client().get("/api/v1/search?q=Dolmetscherpool").content.decode()
    assert SECRET not in str(list(SearchDocument.objects.values()))
    assert "nur für Mitglieder" in page_of(practice, as_(person(Role.Kind.MANAGER, ags=ALZEY)))

    act(as_(trier), row, "move", **{"move-stage": "running", "move-on": "2026-03-01"})
    assert SECRET not in page_of(practice)  # nor in the history
    last = row.steps.last()
    act(as_(trier), row, "take_back", step=last.pk)
    last = row.steps.last()
    told = {"correct-stage": "stopped", "correct-on": "2024-01-01", "correct-because": SECRET}
    act(as_(trier), row, "correct", step=last.pk, **told, **{"correct-reason_is_public": "on"})
    assert SECRET in page_of(practice)


def test_a_report_waits_at_the_district_and_is_seen_by_nobody_else(practice: PracticePage, trier: User) -> None:
    editor = as_(person(Role.Kind.EDITOR, association="staedtetag"))
    assert f"{LEDGER}melden/{practice.pk}/" in page_of(practice, editor)

    told = {"district": TRIER, "stage": "running", "on": "2026-01-01"}
    editor.post(f"{LEDGER}melden/{practice.pk}/", told)

    row = Adoption.objects.get()
    assert "Noch nirgends nachgenutzt" in page_of(practice)
    client = as_(trier)
    assert "Nutzen Sie das?" in client.get("/verwaltung/").content.decode()
    assert "Stimmt das?" in page_of(practice, client)
    act(client, row, "confirm")
    assert "In 1 von 36 genutzt" in page_of(practice)
    assert "Nutzen Sie das?" not in client.get("/verwaltung/").content.decode()


def test_a_report_is_rejected_or_taken_back(practice: PracticePage, trier: User) -> None:
    told = {"district": TRIER, "stage": "running", "on": "2026-01-01"}
    source = as_(person(Role.Kind.MANAGER, ags=MAINZ))
    for who in (as_(trier), source):
        source.post(f"{LEDGER}melden/{practice.pk}/", told)
        act(who, Adoption.objects.get(), "reject")
        assert not Adoption.objects.exists()


def test_the_search_row_follows_each_step(practice: PracticePage, trier: User) -> None:
    row, client = adoption(practice, TRIER, "planning"), as_(trier)
    settle()
    for stage, used in (("running", 1), ("stopped", 0)):
        more = {"move-because": "Kein Geld"}
        act(client, row, "move", **{"move-stage": stage, "move-on": "2026-03-01", **more})
        settle()
        facts = SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}").facts
        assert (facts["used"], stage in facts["strip"]) == (used, True)
    assert Mark.objects.filter(key=f"wagtailcore.page:{practice.pk}").exists()


def test_the_list_shows_both_directions(practice: PracticePage, trier: User) -> None:
    adoption(practice, TRIER, "running")
    taken = as_(trier).get(LEDGER).content.decode()
    given = as_(person(Role.Kind.MANAGER, ags=MAINZ)).get(LEDGER).content.decode()

    assert "Dolmetscherpool" in taken
    assert "Stadt Trier (läuft)" in given


def test_thirty_five_uses_cost_no_more_queries_than_two(practice: PracticePage) -> None:
    keys = [key for key in make.district_rows() if key != MAINZ]
    portal(*keys)
    for key in keys[:2]:
        adoption(practice, key, "running", adaptation="anders")
    client = Client()
    client.get(practice.get_url())
    with CaptureQueriesContext(connection) as few:
        client.get(practice.get_url())
    for key in keys[2:]:
        adoption(practice, key, "stopped", adaptation="anders")
    with CaptureQueriesContext(connection) as many:
        page = client.get(practice.get_url()).content.decode()
    assert len(many) == len(few)
    assert page.count('class="ledger__entry"') == 35


def test_what_a_practice_goes_back_to_is_shown_on_both_ends(practice: PracticePage) -> None:
    later = PracticeFactory(parent=district_page(TRIER), title="Sprachmittlung", adapted_from=practice)

    assert "Angelehnt an:" in page_of(later)
    assert practice.get_url() in page_of(later)
    assert "Daraus entstanden:" in page_of(practice)
    assert later.get_url() in page_of(practice)
    later.unpublish()
    assert "Daraus entstanden:" not in page_of(practice)
