"""Cutting texts into passages."""

from hypothesis import given
from hypothesis import strategies as st

from search.passages import LONGEST, TARGET, clean, cut_passages, embedded_text, text_hash
from search.registry import Draft, TextPart

SENTENCE = "Die Beratungsstelle hat dienstags von neun bis zwölf Uhr geöffnet. "


def cuts(*parts: TextPart, title: str = "Titel", summary: str = "") -> list[str]:
    return [cut.text for cut in cut_passages(Draft(url="", title=title, summary=summary, body=parts))]


def test_passages_end_with_sentences_and_have_about_400_characters() -> None:
    passages = cuts(TextPart(SENTENCE * 20))
    assert all(passage.endswith("geöffnet.") for passage in passages)
    assert all(TARGET / 2 < len(passage) <= TARGET for passage in passages[:-1])


def test_a_sentence_without_end_is_cut_between_words() -> None:
    passages = cuts(TextPart("wort " * 1000))
    assert all(len(passage) <= LONGEST for passage in passages)
    assert {word for passage in passages for word in passage.split()} == {"wort"}


def test_an_abbreviation_before_a_small_letter_ends_no_sentence() -> None:
    assert cuts(TextPart("Bringen Sie mit, z. B. den Ausweis.")) == ["Bringen Sie mit, z. B. den Ausweis."]


def test_the_summary_comes_first_and_headings_and_pages_are_kept() -> None:
    draft = Draft(url="", title="Titel", summary="Kurz.", body=(TextPart("Lang.", heading="Kosten", page=7),))
    first, second = cut_passages(draft)
    assert first.text == "Kurz."
    assert (second.text, second.heading, second.page) == ("Lang.", "Kosten", 7)


def test_a_thing_of_a_title_alone_has_one_passage() -> None:
    assert cuts(title="Sprachcafé") == ["Sprachcafé"]


def test_the_hash_is_of_what_is_embedded() -> None:
    (cut,) = cut_passages(Draft(url="", title="Titel", body=(TextPart("Text."),)))
    assert cut.text_hash == text_hash(embedded_text("Titel", "Text."))


@given(st.text(max_size=2000))
def test_any_text_becomes_passages_that_every_database_takes(text: str) -> None:
    for passage in cuts(TextPart(text)):
        assert len(passage) <= LONGEST
        assert "\0" not in passage
        passage.encode()


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
