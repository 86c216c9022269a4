"""The German analysis: words to terms, compounds to parts, questions to concepts."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from search import registry
from search.analysis import analyse_document, analyse_question
from search.analysis.compounds import parts
from search.analysis.german import part_terms, term
from search.analysis.language import is_german
from search.analysis.lexicon import lexicon
from search.analysis.words import fold, words
from search.registry import Draft, TextPart


@pytest.fixture
def synonyms(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def curate(*groups: tuple[str, ...]) -> None:
        monkeypatch.setattr(registry, "synonym_providers", [lambda: iter(groups)])

    curate()
    return curate


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wohnungen", "Wohnung"),
        ("Häuser", "Haus"),
        ("Kurse", "Kurs"),
        ("Arbeit", "arbeiten"),
        ("Muenchen", "München"),
        ("STRASSE", "Straße"),
        ("Résumé", "resume"),
    ],
)
def test_forms_of_a_word_have_one_term(one: str, other: str) -> None:
    assert term(one) == term(other)


@pytest.mark.parametrize(("one", "other"), [("Kurs", "Kur"), ("Schüler", "Schule"), ("Lehrer", "Lehre")])
def test_different_words_keep_different_terms(one: str, other: str) -> None:
    assert term(one) != term(other)


@pytest.mark.parametrize(
    ("compound", "expected"),
    [
        ("Sprachkurs", ("sprache", "kurs")),
        ("Wohnungsgeberbestätigung", ("wohnung", "geber", "bestätigung")),
        ("Ausländerbehörde", ("ausländer", "behörde")),
        ("Wohngeldstelle", ("wohnen", "geld", "stelle")),
    ],
)
def test_a_compound_has_its_parts(compound: str, expected: tuple[str, ...]) -> None:
    assert parts(compound) == expected


@pytest.mark.parametrize("word", ["Mannheim", "Ludwigshafen", "Information", "Verwaltung", "Gemeinde", "Mitarbeiter"])
def test_a_common_word_is_not_split(word: str) -> None:
    assert parts(word) == ()


def test_an_inflected_compound_has_the_same_parts() -> None:
    assert part_terms("Sprachkurse") == part_terms("Sprachkurs") == (term("Sprache"), term("Kurs"))


def test_gender_marks_soft_hyphens_and_joiners_do_not_cut_words() -> None:
    assert words("Lehrer:innen, Bürger*innen und Schüler/-innen") == ["Lehrer", "Bürger", "und", "Schüler"]
    assert words("Asyl\u00adbewerber na\u200dtional") == ["Asylbewerber", "national"]


def test_other_scripts_are_folded_and_kept() -> None:
    assert term("Українська") == fold("украінська")
    assert words("لُغة") == ["لغة"]


def test_a_document_keeps_stop_words_in_its_title_only() -> None:
    fields = analyse_document(
        Draft(url="", title="Wir für uns", body=(TextPart("Wir sind für alle da: Sprachkurse."),))
    )
    assert fields["title"] == [term("Wir"), term("für"), term("uns")]
    assert fields["body"] == [term("Sprachkurse")]
    assert fields["parts"] == [term("Sprache"), term("Kurs")]


def test_a_long_document_is_analysed_in_milliseconds() -> None:
    draft = Draft(url="", title="Titel", body=(TextPart("Die Beratungsstelle hilft Familien bei Anträgen. " * 500),))
    analyse_document(draft)
    start = time.perf_counter()
    analyse_document(draft)
    assert time.perf_counter() - start < 0.1  # 3,000 words; 5 ms where nothing else runs


def test_a_question_is_its_content_words(synonyms: Callable[..., None]) -> None:
    question = analyse_question("Wo finde ich einen Sprachkurs für Frauen?")
    assert [concept.word for concept in question.concepts] == ["Sprachkurs", "Frauen"]
    assert {("sprachkurs",), (term("Kurs"),)} <= {a.terms for a in question.concepts[0].alternatives}


@pytest.mark.parametrize(("count", "minimum"), [(0, 0), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_about_a_third_of_the_concepts_is_needed(count: int, minimum: int, synonyms: Callable[..., None]) -> None:
    names = "Garten Schach Turnen Musik Theater Kochen Nähen".split()
    assert analyse_question(" ".join(names[:count])).minimum == minimum


def test_a_word_typed_small_is_also_read_as_a_noun(synonyms: Callable[..., None]) -> None:
    (concept,) = analyse_question("haus").concepts
    assert ("haus",) in {alternative.terms for alternative in concept.alternatives}


def test_synonyms_stand_in_with_less_weight_and_of_two_words_only_together(synonyms: Callable[..., None]) -> None:
    synonyms(("Ausländerbehörde", "Amt für Migration"))
    (concept,) = analyse_question("Ausländerbehörde").concepts
    weights = {alternative.terms: alternative.weight for alternative in concept.alternatives}
    assert weights[("amt", "migration")] < weights[(term("Ausländerbehörde"),)]


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("Wo kann ich Deutsch lernen?", True),
        ("Sprachkurs Mainz", True),
        ("Where can I learn German?", False),
        ("Où puis-je apprendre l'allemand ?", False),
        ("Де я можу вивчати німецьку?", False),
        ("أين يمكنني تعلم الألمانية؟", False),
        ("", True),
    ],
)
def test_the_language_of_a_question_is_told_cheaply(text: str, german: bool) -> None:
    assert is_german(words(text)) is german


def test_the_lexicon_is_built_once_and_then_read(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH = {**settings.SEARCH, "CACHE_DIR": tmp_path / "cache"}
    lexicon.cache_clear()
    try:
        built = lexicon()
        (file,) = (tmp_path / "cache").iterdir()
        written = file.stat().st_mtime_ns
        lexicon.cache_clear()
        assert lexicon() == built
        assert file.stat().st_mtime_ns == written
    finally:
        lexicon.cache_clear()
