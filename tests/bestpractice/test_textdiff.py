"""Two texts side by side: nothing is lost, and a person can read what changed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bestpractice.textdiff import Kind, Piece, compare_names, compare_texts, plain, shortened

WORDS = st.sampled_from(["Haus", "und", "die", "Kinder.", "\n", "Wir", "3", "kommen!", "„Ja“,", "½", "ganz"])
TEXTS = st.text(alphabet="ab. \n!äß3“") | st.lists(WORDS, max_size=40).map(" ".join)


def only(pieces: tuple[Piece, ...], *kinds: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_kept_and_inserted_make_the_new_text_and_kept_and_deleted_the_old(old: str, new: str) -> None:
    pieces = compare_texts(old, new)

    assert only(pieces, Kind.KEPT, Kind.INSERTED) == new
    assert only(pieces, Kind.KEPT, Kind.DELETED) == old
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(st.lists(WORDS, unique=True), st.lists(WORDS, unique=True))
def test_names_come_and_go_whatever_their_order(old: list[str], new: list[str]) -> None:
    pieces = compare_names(old, new)

    assert {piece.text[:-1] for piece in pieces if piece.kind is not Kind.INSERTED} == set(old)
    assert [piece.text[:-1] for piece in pieces if piece.kind is not Kind.DELETED] == new


@given(TEXTS, TEXTS)
def test_shortening_leaves_every_change(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    short = list(shortened(pieces, 2))

    changed = [piece for piece in pieces if piece.kind is not Kind.KEPT]
    assert [piece for piece in short if piece.kind is not Kind.KEPT] == changed


def test_a_changed_word_is_shown_inside_its_sentence() -> None:
    pieces = compare_texts("Wir sind zwei Abende da. Alle kommen.", "Wir sind drei Abende da. Alle kommen.")

    assert pieces == (
        Piece(Kind.KEPT, "Wir sind "),
        Piece(Kind.DELETED, "zwei"),
        Piece(Kind.INSERTED, "drei"),
        Piece(Kind.KEPT, " Abende da. Alle kommen."),
    )


def test_a_sentence_that_has_little_in_common_is_replaced_as_a_whole() -> None:
    pieces = compare_texts("Es dauerte. Jede Schule suchte selbst.", "Es dauerte. Die Behörde vermittelt nun selbst.")

    assert [piece.text for piece in pieces if piece.kind is not Kind.KEPT] == [
        "Jede Schule suchte selbst.",
        "Die Behörde vermittelt nun selbst.",
    ]


def test_a_new_paragraph_leaves_the_others_alone() -> None:
    assert compare_texts("Eins.\nDrei.", "Eins.\nZwei.\nDrei.") == (
        Piece(Kind.KEPT, "Eins.\n"),
        Piece(Kind.INSERTED, "Zwei.\n"),
        Piece(Kind.KEPT, "Drei."),
    )


def test_what_is_far_from_a_change_is_left_out() -> None:
    pieces = compare_texts("eins zwei drei vier fünf sechs", "eins zwei drei vier fünf sieben")

    assert [piece.text for piece in shortened(pieces, 1)] == ["… fünf ", "sechs", "sieben"]


def test_a_rich_text_becomes_plain_lines_that_say_where_a_link_leads() -> None:
    html = (
        '<p>Die <b>Liste</b> &amp; <a href="https://example.org/">mehr</a></p><ul><li>eins</li><li>zwei<br/>drei</li></ul>'
        '<p><a href="mailto:stelle@example.org">stelle@example.org</a></p>'
    )

    assert plain(html).splitlines() == [
        "Die Liste & mehr (https://example.org/)", "eins", "zwei", "drei", "stelle@example.org",
    ]  # fmt: skip
