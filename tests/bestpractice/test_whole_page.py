"""A practice that tells everything: its page shows it in order, and asks no more for many rows than for few."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from bestpractice.models import Indicator, PracticeMaterial, PracticePage, PracticePicture, PracticeStep
from bestpractice.reading import facts_of
from tests.factories import MaterialFactory, PracticeFactory, association_page, district_page, picture, portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal()


def practice(rows: int = 1, **values: Any) -> PracticePage:
    made: PracticePage = PracticeFactory(parent=district_page(), lessons_are_public=True, **values)
    made.steps = [PracticeStep(title=f"Schritt {n}", when=f"{n}. Monat", sort_order=n) for n in range(rows)]
    made.indicators = [
        Indicator(name=f"Kennzahl {n}", before="21", value="3", unit="Tage", how_measured="gezählt", sort_order=n)
        for n in range(rows)
    ]
    made.materials = [
        PracticeMaterial(page=MaterialFactory(parent=association_page(), title=f"Vorlage {n}"), sort_order=n)
        for n in range(rows)
    ]
    made.pictures = [
        PracticePicture(picture=picture(district_page()), alt_text=f"Zu sehen {n}", caption="Im Saal", sort_order=n)
        for n in range(min(rows, 5))
    ]
    made.save_revision().publish()
    return made


def read(made: PracticePage) -> str:
    return Client().get(made.get_url()).content.decode()


def test_steps_figures_pictures_and_materials_are_shown(client: Client) -> None:
    page = read(practice(2, results="<p>Es geht schneller.</p>"))

    assert page.index("Schritt 0") < page.index("Schritt 1") < page.index("Was es gebracht hat")
    assert "Kennzahl 1" in page
    assert "gezählt" in page
    assert 'alt="Zu sehen 1"' in page
    assert "Im Saal" in page
    assert "Vorlage 1" in page


def test_what_is_empty_leaves_no_heading() -> None:
    page = read(PracticeFactory(parent=district_page()))

    for heading in ("Schritt für Schritt", "Kennzahlen", "Material dazu", "Was es gebracht hat", "Auf dieser Seite"):
        assert heading not in page


def test_figures_stand_under_their_heading_without_a_text_about_them() -> None:
    assert "Was es gebracht hat" in read(practice(1))


def test_a_material_that_is_no_longer_public_is_left_out() -> None:
    made = practice(2)
    Page.objects.get(title="Vorlage 0").unpublish()

    page = read(made)

    assert "Vorlage 0" not in page
    assert "Vorlage 1" in page


def test_many_rows_take_no_more_queries_than_one() -> None:
    few, many = practice(1, slug="wenige"), practice(20, slug="viele")
    asked = []
    for made in (few, many):
        read(made)  # sizes of pictures are made once
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(made)
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        ({"since": dt.date(2024, 5, 1)}, [("Läuft seit", "Mai 2024", "")]),
        (
            {"status": "finished", "since": dt.date(2023, 1, 1), "until": dt.date(2024, 12, 31)},
            [("Stand", "abgeschlossen", "Januar 2023 bis Dezember 2024")],
        ),
        (
            {"staff_fte": Decimal("0.50"), "staff_hours": Decimal("19.5")},
            [("Stand", "läuft", ""), ("Personal", "½ Stelle", "19,5 Stunden in der Woche")],
        ),
        (
            {"staff": "½ Stelle", "staff_fte": Decimal("0.50")},
            [("Stand", "läuft", ""), ("Personal", "½ Stelle", "")],
        ),
        ({"staff_fte": Decimal("2.00")}, [("Stand", "läuft", ""), ("Personal", "2 Stellen", "")]),
        ({"staff_hours": Decimal("10.0")}, [("Stand", "läuft", ""), ("Personal", "10 Stunden in der Woche", "")]),
        (
            {"cost_per_year": 38000, "cost_once": 0},
            [("Stand", "läuft", ""), ("Kosten im Jahr", "38.000 €", ""), ("Einmalige Kosten", "0 €", "")],
        ),
    ],
)
def test_the_facts_are_said_in_plain_german(values: dict[str, Any], facts: list[tuple[str, str, str]]) -> None:
    said = facts_of(PracticePage(title="Sprachcafé", **values))

    assert [(fact.term, fact.value, fact.detail) for fact in said] == facts
