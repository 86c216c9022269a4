"""What changed between two versions of a practice: every part, in words, and whether it is another text now."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from bestpractice.comparing import Change, as_text, compare, is_big
from bestpractice.models import Indicator, PracticePage, PracticeStep
from tests.factories import MAINZ, PracticeFactory, district_page, portal
from vocabulary.models import Topic

pytestmark = pytest.mark.django_db

TWENTY = "Ein anderer Absatz, in dem viele neue Wörter stehen, damit niemand glaubt, es wäre derselbe Text wie damals."


@pytest.fixture
def practice() -> PracticePage:
    portal(MAINZ)
    made: PracticePage = PracticeFactory(
        parent=district_page(),
        title="Sprachcafé am Abend",
        what_we_did="<p>Wir öffnen an zwei Abenden im Monat. Alle sind willkommen.</p>",
        what_did_not_work="<p>Ohne Kinderbetreuung kam niemand.</p>",
        cost_per_year=1200,
    )
    return made


def changed(practice: PracticePage, **values: Any) -> list[Change]:
    """The changes that setting these fields makes."""
    old = practice.latest_revision.as_object()
    for name, value in values.items():
        setattr(practice, name, value)
    return compare(old, practice.save_revision().as_object())


def test_two_equal_versions_have_no_changes(practice: PracticePage) -> None:
    assert changed(practice) == []


def test_a_text_a_figure_and_lists_are_told_in_words(practice: PracticePage) -> None:
    practice.steps.add(PracticeStep(title="Raum suchen", when="1. Monat"))
    practice.indicators.add(Indicator(name="Wartezeit", before="21", value="3", unit="Tage"))
    practice.topics.add(Topic.objects.create(slug="wohnen", name="Wohnen"))
    told = as_text(
        changed(
            practice,
            what_we_did="<p>Wir öffnen an drei Abenden im Monat. Alle sind willkommen.</p>",
            cost_per_year=1500,
            funding="<p>Der Kreis zahlt.</p>",
        )
    )

    assert "Kosten im Jahr in Euro: 1.200 → 1.500" in told
    assert "So geht es:\nWir öffnen an [gestrichen: zwei][neu: drei] Abenden im Monat." in told
    assert "Wie es bezahlt wird:\n[neu: Der Kreis zahlt.]" in told
    assert "Schritte:\n[neu: Raum suchen (1. Monat)]" in told
    assert "Kennzahlen:\n[neu: Wartezeit: 21 → 3 Tage]" in told
    assert "Themen: [neu: Wohnen]" in told


def test_parts_stand_in_reading_order(practice: PracticePage) -> None:
    parts = [
        change.section
        for change in changed(practice, contact="Neue Stelle", title="Abendcafé", starting_point="<p>Anders.</p>")
    ]

    assert parts == ["title", "starting_point", "contact"]


def test_a_lesson_is_marked_as_for_members_unless_both_versions_show_it(practice: PracticePage) -> None:
    (lesson,) = changed(practice, what_did_not_work="<p>Abends kam niemand.</p>")
    assert lesson.members_only

    now_public = changed(practice, what_did_not_work="<p>Morgens kam niemand.</p>", lessons_are_public=True)
    assert [change.members_only for change in now_public if change.section == "what_did_not_work"] == [True]

    assert not changed(practice, what_did_not_work="<p>Mittags kam niemand.</p>")[0].members_only


def test_the_page_says_in_words_what_came_and_went(practice: PracticePage) -> None:
    changes = changed(practice, what_we_did="<p>Wir öffnen an drei Abenden im Monat. Alle sind willkommen.</p>")

    page = render_to_string("bestpractice/_changes.html", {"changes": changes})

    assert '<del><span class="visually-hidden w-sr-only">gestrichen: </span>zwei</del>' in page
    assert '<ins><span class="visually-hidden w-sr-only">eingefügt: </span>drei</ins>' in page


def test_what_somebody_wrote_cannot_become_markup(practice: PracticePage) -> None:
    changes = changed(practice, contact="<script>alert(1)</script>")

    assert "<script>" not in render_to_string("bestpractice/_changes.html", {"changes": changes})


@pytest.mark.parametrize(
    ("values", "big"),
    [
        ({"what_we_did": f"<p>{TWENTY}</p>"}, True),
        ({"title": "Nähstube am Morgen"}, True),
        ({"starting_point": "<p>Es geht hier um ganz andere Leute.</p>"}, True),
        ({"evaluation": "<p>Das hat jemand ausgewertet.</p>"}, False),
        ({"what_did_not_work": ""}, True),
        ({"evaluation": f"<p>{TWENTY}</p>"}, True),
        ({"what_we_did": "<p>Wir öffnen an 3 Abenden im Monat. Alle sind sehr willkommen.</p>"}, False),
        ({"title": "Sprachcafe am Abend"}, False),
        ({"cost_per_year": 9000, "contact": "Ganz andere Stelle mit vielen Wörtern", "status": "finished"}, False),
    ],
    ids=str,
)
def test_what_makes_a_recommended_text_another_one(practice: PracticePage, values: dict[str, Any], big: bool) -> None:
    assert is_big(changed(practice, **values)) is big
