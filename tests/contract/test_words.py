"""What a question's words find."""

import datetime as dt
from collections.abc import Callable

import pytest

from search.query import Sort
from tests.contract.conftest import Portal
from tests.contract.documents import draft

pytestmark = pytest.mark.every_database


def test_an_inflected_word_finds_the_other_form(portal: Portal) -> None:
    portal.publish(draft("Hilfe bei Wohnungen"), draft("Turnverein"))
    assert portal.titles("wohnung") == ["Hilfe bei Wohnungen"]


def test_a_part_of_a_compound_finds_the_compound(portal: Portal) -> None:
    portal.publish(draft("Deutschkurse am Abend"), draft("Turnverein"))
    assert portal.titles("Kurs") == ["Deutschkurse am Abend"]


def test_a_compound_finds_its_parts(portal: Portal) -> None:
    portal.publish(draft("Beratung für Schwangere"), draft("Turnverein"))
    assert portal.titles("Rechtsberatung") == ["Beratung für Schwangere"]


def test_pupils_are_not_schools(portal: Portal) -> None:
    portal.publish(draft("Schülerinnen und Schüler"), draft("Schule"))
    assert portal.titles("Schüler") == ["Schülerinnen und Schüler"]


def test_a_synonym_finds_without_reindexing(portal: Portal, synonyms: Callable[..., None]) -> None:
    portal.publish(draft("Ausländerbehörde"), draft("Amt für Migration"), draft("Amt für Statistik"))
    synonyms(("Ausländerbehörde", "Amt für Migration", "ABH"))
    assert set(portal.titles("ABH")) == {"Ausländerbehörde", "Amt für Migration"}


def test_a_synonym_of_two_words_stands_for_one(portal: Portal, synonyms: Callable[..., None]) -> None:
    portal.publish(draft("Ausländerbehörde"), draft("Turnverein"))
    synonyms(("Ausländerbehörde", "Amt für Migration"))
    assert portal.titles("Amt für Migration") == ["Ausländerbehörde"]


def test_a_further_name_is_found(portal: Portal) -> None:
    portal.publish(draft("Jugendmigrationsdienst", names=("JMD",)), draft("Turnverein"))
    assert portal.titles("jmd") == ["Jugendmigrationsdienst"]


def test_words_in_other_scripts_are_found_with_and_without_marks(portal: Portal) -> None:
    portal.publish(draft("Мовні курси", languages=("uk",)), draft("دورة لغة"), draft("Café Résumé"))
    assert portal.titles("курси") == ["Мовні курси"]
    assert portal.titles("لُغة") == ["دورة لغة"]
    assert portal.titles("resume") == ["Café Résumé"]


def test_the_gender_colon_does_not_hide_a_word(portal: Portal) -> None:
    portal.publish(draft("Treff für Lehrer:innen"), draft("Turnverein"))
    assert portal.titles("Lehrer") == ["Treff für Lehrer:innen"]


def test_question_words_find_nothing_of_their_own(portal: Portal) -> None:
    portal.publish(draft("Sprachcafé"), draft("Wer, wie, was", "Wo und wie man etwas findet."))
    assert portal.titles("Wo finde ich ein Sprachcafé?") == ["Sprachcafé"]


def test_a_name_of_stop_words_is_found_by_them(portal: Portal) -> None:
    portal.publish(draft("Wir für uns"), draft("Turnverein"))
    assert portal.titles("wir für uns") == ["Wir für uns"]


def test_more_of_the_question_ranks_higher(portal: Portal) -> None:
    portal.publish(draft("Spielplatz"), draft("Spielplatz am Rhein", "Mit Wippe."), draft("Rhein"))
    assert portal.titles("Spielplatz Rhein Wippe")[0] == "Spielplatz am Rhein"


def test_a_word_in_the_title_ranks_before_one_in_the_text(portal: Portal) -> None:
    filler = "Wir treffen uns donnerstags im Haus am Markt und freuen uns auf alle Gäste. "
    portal.publish(draft("Allerlei", filler + "Manchmal gibt es Schach."), draft("Schach", filler))
    assert portal.titles("Schach") == ["Schach", "Allerlei"]


def test_of_many_words_some_must_be_there(portal: Portal) -> None:
    portal.publish(draft("Anmeldung", "Ausweis, Mietvertrag und Termin."), draft("Ausweis"))
    assert portal.titles("Anmeldung Ausweis Mietvertrag Termin Rathaus") == ["Anmeldung"]


def test_an_empty_question_lists_newest_first_and_undated_last(portal: Portal) -> None:
    old, new = dt.date(2020, 1, 1), dt.date(2026, 1, 1)
    portal.publish(draft("ohne"), draft("alt", date=old), draft("neu", date=new))
    assert portal.titles() == ["neu", "alt", "ohne"]
    assert portal.titles("   \t ") == ["neu", "alt", "ohne"]


def test_sorted_by_date_the_best_match_does_not_lead(portal: Portal) -> None:
    portal.publish(
        draft("Schach Schach", date=dt.date(2020, 1, 1)), draft("Spiele", "auch Schach", date=dt.date(2026, 1, 1))
    )
    assert portal.titles("Schach", sort=Sort.DATE) == ["Spiele", "Schach Schach"]


def test_extracts_mark_what_was_looked_for_as_it_is_written(portal: Portal) -> None:
    portal.publish(draft("Café", "Jeden Montag. Unsere Deutschkurse sind <b>kostenlos</b>."))
    (hit,) = portal.search("Kurs").hits
    assert ("Deutschkurse", True) in hit.extracts[0].pieces
    assert "<b>kostenlos</b>" in "".join(text for text, _ in hit.extracts[0].pieces)


def test_pages_follow_each_other_without_gap_or_repeat(portal: Portal) -> None:
    portal.publish(*(draft(f"Schach {number}") for number in range(25)))
    pages = [portal.search("Schach", page=page, page_size=10) for page in (1, 2, 3, 4)]
    assert [page.total for page in pages] == [25, 25, 25, 25]
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
    assert len({hit.key for page in pages for hit in page.hits}) == 25
