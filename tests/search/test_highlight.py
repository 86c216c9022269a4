"""Marking words in original text."""

from hypothesis import given
from hypothesis import strategies as st

from search.highlight import mark


def test_the_word_is_marked_as_it_is_written() -> None:
    assert mark("Viele Wohnungen!", frozenset({"wohnung"})) == (("Viele ", False), ("Wohnungen", True), ("!", False))


def test_a_compound_is_marked_for_its_part() -> None:
    assert mark("Sprachkurse", frozenset({"kurs"})) == (("Sprachkurse", True),)


@given(st.text(max_size=200))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in mark(text, frozenset({"a", "kurs"}))) == text
