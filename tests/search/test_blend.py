"""One order of words and meaning."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.blend import REACH, Ranked, blend, by_words, by_words_and_meaning
from search.query import SearchQuery

NAN = float("nan")


def ranked(words: list[float], meaning: list[float], *, akin: int = 0, german: bool = True) -> Ranked:
    documents = np.arange(1, len(words) + akin + 1)
    scores = np.array(words + [0.0] * akin)
    return by_words_and_meaning(documents, scores, np.array(meaning), matches=len(words), german=german)


def test_without_vectors_words_decide() -> None:
    assert ranked([1.0, 3.0, 2.0], [NAN, NAN, NAN]).documents.tolist() == [2, 3, 1]


def test_meaning_outweighs_words_and_words_break_its_ties() -> None:
    assert ranked([3.0, 1.0], [0.8, 0.9]).documents.tolist() == [2, 1]
    assert ranked([1.0, 3.0], [0.9, 0.9]).documents.tolist() == [2, 1]


def test_words_of_another_language_do_not_count() -> None:
    assert ranked([9.0, 1.0, 1.0], [0.8, 0.81, 0.9], german=False).documents.tolist() == [3, 2, 1]


def test_a_document_whose_vectors_are_not_made_yet_stands_by_its_words() -> None:
    assert ranked([5.0, 1.0, 1.0], [NAN, 0.85, 0.8]).documents.tolist() == [2, 1, 3]
    assert ranked([1.0, 1.0, 5.0], [NAN, NAN, NAN]).documents.tolist()[0] == 3


def test_equal_documents_stay_in_the_order_of_the_list() -> None:
    assert by_words(np.array([7, 5, 6]), np.array([1.0, 1.0, 2.0])).documents.tolist() == [6, 7, 5]


def test_what_is_beyond_reach_follows_by_its_words() -> None:
    size = 3 * REACH
    order = ranked([float(size - n) for n in range(size)], [NAN] * size).documents.tolist()
    assert order == list(range(1, size + 1))


def test_akin_ones_stand_where_their_score_puts_them_but_not_below_a_full_page() -> None:
    found = Ranked(np.arange(1, 7), np.arange(6, 0, -1.0), np.array([True, False, False, True, False, True]))
    full = found.page(SearchQuery(text="x", page_size=2))
    assert [(hit.document, hit.akin) for hit in full] == [(1, True), (2, False), (3, False)]
    assert [hit.document for hit in found.page(SearchQuery(text="x", page=2, page_size=2))] == [5]
    assert len(found.page(SearchQuery(text="x", page_size=20))) == 6


@given(st.lists(st.tuples(st.floats(0, 100), st.one_of(st.just(NAN), st.floats(-1, 1))), min_size=1, max_size=30))
def test_a_blended_score_is_between_0_and_1(candidates: list[tuple[float, float]]) -> None:
    words, meaning = np.array(candidates).T
    scores = blend(words, meaning, german=True)
    assert ((scores >= 0) & (scores <= 1 + 1e-9)).all()
