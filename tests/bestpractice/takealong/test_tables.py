"""The practices and the ledger as tables and as JSON: complete, harmless, no more questions for many than for one."""

import io
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from bestpractice.models import Adoption, PracticePage
from core.models import PortalSettings
from search import jobs
from tests.bestpractice.takealong.practices import listed, whole_practice
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, TopicFactory, district_page, portal

pytestmark = pytest.mark.django_db


def settle() -> None:
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


def test_a_table_holds_each_practice_with_its_facts_sections_and_use(client: Client) -> None:
    topic = TopicFactory(slug="sprache", name="Sprache und Dolmetschen")
    practice = whole_practice(topics=[topic], staff_hours=Decimal("7.5"))
    settle()

    headings, row = listed(client, "/praxis/liste.csv")
    told = dict(zip(headings, row, strict=True))

    assert told["Praxisbeispiel"] == "Dolmetscherpool für Elterngespräche"
    assert told["Kreis"] == "Stadt Mainz"
    assert told["Stunden in der Woche"] == "7,5"
    assert told["seit"] == "01.03.2023"
    assert told["Woran es gefehlt hat"] == "Familien fanden keinen Platz."
    assert told["Schritte"] == "Zusagen holen (1. Monat): Drei Ämter fragen.; Anfangen"
    assert told["Kennzahlen"] == "Wartezeit: 21 → 3 Tage"
    assert told["Themen"] == "Sprache und Dolmetschen"
    assert told["genutzt in Kreisen"] == "1"
    assert told["Fassung"] == "1"
    assert told["Lizenz"].startswith("nicht festgelegt")
    assert told["Seite"] == f"http://localhost:8000/praxis/{practice.pk}/"


def test_a_table_follows_the_question_of_the_list(client: Client) -> None:
    portal()
    PracticeFactory(parent=district_page(MAINZ), title="Lotsen")
    PracticeFactory(parent=district_page(TRIER), title="Nähkurs")
    settle()

    assert [row[0] for row in listed(client, f"/praxis/liste.csv?district={TRIER}")[1:]] == ["Nähkurs"]
    sheet = load_workbook(io.BytesIO(client.get("/praxis/liste.xlsx").content)).active
    assert sheet is not None
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == {"Lotsen", "Nähkurs"}


def test_the_ledger_holds_what_districts_confirmed_and_nothing_else(client: Client) -> None:
    practice = whole_practice()
    Adoption.objects.filter(district=ALZEY).update(confirmed_on=None)
    draft = PracticeFactory(parent=district_page(), live=False)
    Adoption.objects.create(
        practice=draft, district_id=TRIER, stage="running", since="2026-01-01", confirmed_on="2026-01-01"
    )

    headings, *rows = listed(client, "/praxis/nachnutzungen.csv")

    assert [dict(zip(headings, row, strict=True))["Genutzt in"] for row in rows] == ["Stadt Trier"]
    assert rows[0][-1] == f"http://localhost:8000/praxis/{practice.pk}/"
    (told,) = client.get("/api/v1/adoptions").json()["adoptions"]
    assert (told["district"], told["stage"], told["since"]) == (TRIER, "running", "2026-01-01")


def test_no_cell_is_a_formula(client: Client) -> None:
    portal()
    PracticeFactory(parent=district_page(), title='=HYPERLINK("https://example.org")', key_result="+1")
    settle()
    headings, row = listed(client, "/praxis/liste.csv")
    assert row[0].startswith("'=")
    assert row[headings.index("Ergebnis in Kürze")] == "'+1"


def test_drafts_are_in_no_table_even_while_the_search_still_knows_them(client: Client) -> None:
    practice = whole_practice()
    settle()
    PracticePage.objects.filter(pk=practice.pk).update(live=False)

    assert len(listed(client, "/praxis/liste.csv")) == 1
    assert len(listed(client, "/praxis/nachnutzungen.csv")) == 1
    assert client.get("/api/v1/practices").json()["practices"] == []


def test_the_licence_stands_wherever_a_practice_leaves(client: Client) -> None:
    practice = whole_practice()
    settle()
    settings = PortalSettings.for_site(practice.get_site())
    settings.licence = PortalSettings.Licence.CC_BY
    settings.save()

    page = client.get(practice.get_url()).content.decode()
    assert 'rel="license">CC BY 4.0</a>' in page
    assert '"license": "https://creativecommons.org/licenses/by/4.0/deed.de"' in page
    assert client.get("/api/v1/practices").json()["practices"][0]["licence"].endswith("/by/4.0/deed.de")
    headings, row = listed(client, "/praxis/liste.csv")
    assert row[headings.index("Lizenz")] == "CC BY 4.0"


def test_pages_of_json_part_the_practices_and_lose_none(client: Client) -> None:
    portal()
    made = [PracticeFactory(parent=district_page()).pk for _number in range(5)]

    pages = [client.get(f"/api/v1/practices?per_page=2&page={page}").json() for page in (1, 2, 3, 4)]

    assert [practice["id"] for page in pages for practice in page["practices"]] == made
    assert {page["total"] for page in pages} == {5}
    assert client.get("/api/v1/practices?page=0").status_code == 400


@pytest.mark.parametrize(
    "address", ["/praxis/liste.csv", "/praxis/nachnutzungen.csv", "/api/v1/practices", "/api/v1/adoptions"]
)
def test_many_practices_ask_no_more_questions_than_one(
    client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    whole_practice()
    for _number in range(8):
        practice = PracticeFactory(parent=district_page(), topics=[TopicFactory()])
        Adoption.objects.create(
            practice=practice, district_id=TRIER, stage="running", since="2026-01-01", confirmed_on="2026-01-01"
        )
    settle()

    def read() -> None:
        answer = client.get(address)
        b"".join(answer) if answer.streaming else answer.content

    read()
    with django_assert_max_num_queries(26):
        read()
