"""The PDF of a practice: two tagged pages, everything that the page says, whatever people wrote."""

import ctypes
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument, raw
from pytest_django import DjangoAssertNumQueries

from bestpractice.models import Adoption, PracticePage
from bestpractice.takealong.richtext import blocks_of, plain
from bestpractice.takealong.sheet import content_of, sheet
from tests.bestpractice.takealong.practices import SECRETS, pdf_of, text_of, whole_practice
from tests.factories import MAINZ, PracticeFactory, district_page, district_rows, person, portal

pytestmark = pytest.mark.django_db


def test_the_sheet_has_two_tagged_pages_with_title_and_language(client: Client) -> None:
    practice = whole_practice()

    document = pdf_of(client, practice)

    assert len(document) <= 2
    assert raw.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_value("Title") == "Dolmetscherpool für Elterngespräche: Stadt Mainz"
    made = client.get(f"/praxis/{practice.pk}/praxisbeispiel.pdf").content
    assert b"/Lang(de-DE)" in made.replace(b" ", b"")
    assert b"pdfuaid" in made


def test_headings_lists_and_the_picture_are_told_to_screen_readers(client: Client) -> None:
    document = pdf_of(client, whole_practice())

    kinds, alternatives = structure_of(document)

    assert {"H1", "L", "LI", "Table", "TH", "Figure", "Link"} <= kinds, kinds
    assert "Vier Stühle um einen Tisch" in alternatives


def structure_of(document: PdfDocument) -> tuple[set[str], set[str]]:
    """The kinds of elements on all pages, and their alternative texts."""
    kinds: set[str] = set()
    alternatives: set[str] = set()

    def walk(element: Any) -> None:
        kinds.add(told(raw.FPDF_StructElement_GetType, element))
        alternatives.add(told(raw.FPDF_StructElement_GetAltText, element))
        for number in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                walk(child)

    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
        raw.FPDF_StructTree_Close(tree)
    return kinds, alternatives


def told(ask: Callable[..., int], element: Any) -> str:
    """PDFium first says how long a text is, then writes it (UTF-16 with a null)."""
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    ask(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def test_the_sheet_says_what_the_page_says(client: Client) -> None:
    practice = whole_practice(lessons_are_public=True)

    text = text_of(pdf_of(client, practice))

    for said in (
        "Dolmetscherpool für Elterngespräche", "Schulen fragen an einer Stelle an.", "Familien fanden keinen Platz.",
        "Was nicht geklappt hat", *SECRETS, "Zusagen holen (1. Monat)", "Drei Ämter fragen.", "Wartezeit", "3 Tage",
        "Läuft seit März 2023", "38.000 €", "In 1 von 36 genutzt", "läuft: Stadt Trier",
        "beendet: Landkreis Alzey-Worms", "Anders in 07211", "Fassung 1 vom", f"/praxis/{practice.pk}/",
    ):  # fmt: skip
        assert said in text, said
    assert "Kein Geld mehr" not in text


def test_a_long_practice_runs_on_and_loses_nothing(client: Client) -> None:
    portal()
    words = [f"Wort{number}." for number in range(3000)]
    practice = PracticeFactory(parent=district_page(), what_we_did=f"<p>{' '.join(words)}</p>")

    document = pdf_of(client, practice)

    assert len(document) > 2
    text = text_of(document)
    assert all(word in text for word in (words[0], words[1500], words[-1]))


def test_a_draft_has_no_sheet_and_no_lasting_address(client: Client) -> None:
    portal()
    draft = PracticeFactory(parent=district_page(), live=False)
    for address in (f"/praxis/{draft.pk}/", f"/praxis/{draft.pk}/praxisbeispiel.pdf", "/praxis/99999999999999999999/"):
        assert client.get(address).status_code == 404
    client.force_login(person("manager", ags=MAINZ))  # type: ignore[arg-type]
    assert client.get(f"/praxis/{draft.pk}/praxisbeispiel.pdf").status_code == 404


TEXTS = st.text(max_size=80)


@given(title=TEXTS, html=TEXTS)
@example(
    title='#panic("x") $',
    html='<p>#import "x"</p><ul><li>a<ul><li>b</li></ul></li></ul><ol></ol><a href="http://[">x</a>',
)
@example(title="😀\0", html="<b>offen <a href='javascript:1'>Verweis<a href=''>leer</a><li>lose</li><!-- weg -->")
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_nothing_that_people_write_breaks_the_sheet(title: str, html: str) -> None:
    content = {
        "title": f"Titel {title}", "portal": title, "district": "Stadt Mainz", "kind": "Praxisbeispiel", "lead": html,
        "example": "", "seal": title, "topics": [title], "picture": None,
        "facts": [{"label": title, "value": html, "detail": title}],
        "sections": [{"heading": "Was war", "blocks": blocks_of(html), "lesson": True, "note": title}],
        "use": {"cells": [], "sentence": "", "stages": [], "adapted": [{"who": title, "what": html}]},
        "materials": [], "contact": title, "edition": "", "licence": title, "citation": html, "address": "https://example.org/praxis/1/",
        "code": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "words": dict.fromkeys(["contact", "materials", "cite", "use", "code", "facts", "page", "of", "adapted"], "x"),
    }  # fmt: skip
    assert raw.FPDFCatalog_IsTagged(PdfDocument(sheet(content)).raw)


def test_lists_and_links_come_out_of_rich_text() -> None:
    html = '<p>Vorher <b>fett</b><br/>neu</p><ul><li>eins</li><li>zwei <a href="/praxis/">hier</a></li></ul>lose'

    paragraph, points, loose = blocks_of(html)

    assert [(run["text"], run["bold"]) for run in paragraph["runs"]] == [
        ("Vorher ", False), ("fett", True), ("\n", False), ("neu", False),
    ]  # fmt: skip
    assert points["kind"] == "list"
    assert points["items"][1][0]["runs"][1]["url"] == "http://localhost:8000/praxis/"
    assert loose["runs"][0]["text"] == "lose"
    assert plain(html) == "Vorher fett\nneu\n- eins\n- zwei hier\nlose"


def test_a_sheet_asks_the_same_number_of_questions_for_few_and_for_many_adoptions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    practice = whole_practice()
    portal(*district_rows())
    taken = {adoption.district_id for adoption in practice.adoptions.all()}
    for ags in sorted(set(district_rows()) - taken - {MAINZ}):
        Adoption.objects.create(practice=practice, district_id=ags, stage="running", since="2026-01-01")
    content_of(practice, "Portal", for_member=False)
    fresh = PracticePage.objects.get(pk=practice.pk)
    with django_assert_max_num_queries(22):
        content_of(fresh, "Portal", for_member=False)
