"""How words and meaning make one order: pure arithmetic on the scores of one question's candidates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.hits import Scored
from search.query import SearchQuery

Scores = NDArray[np.float64]
Ids = NDArray[np.int64]

AKIN = 10  # documents that vectors may add to what the words found
REACH = 100  # best documents by words, and as many by meaning, that are ordered by both; the others follow by words
EQUAL = 0.5
UNKNOWN = 0.5  # share of matches without vectors above which meaning decides nothing: the few that have them, akin ones
# among them, would stand above better ones whose vectors are still being made
MEANING = 0.75  # weight of the vectors for a German question; .7 to .8 is a plateau on train, see docs/decisions/0003


@dataclass(frozen=True, slots=True)
class Ranked:
    """Documents best first, the match set and what is akin."""

    documents: Ids
    scores: Scores
    akin: NDArray[np.bool_]

    def page(self, query: SearchQuery) -> list[Scored]:
        """The hits of a page. Pages are counted in matches; akin ones stand on the first, where their score puts them.

        When there are more matches than fit on it, an akin one is only shown above the page's last match.
        """
        matches = np.flatnonzero(~self.akin)
        places = matches[query.offset : query.offset + query.page_size]
        if query.page == 1 and len(matches) <= query.page_size:
            places = np.arange(len(self.akin))
        elif query.page == 1:
            places = np.arange(places[-1] + 1)
        return [Scored(int(self.documents[i]), float(self.scores[i]), akin=bool(self.akin[i])) for i in places]


def by_words(documents: Ids, scores: Scores) -> Ranked:
    """Of equal ones the earlier stays first, so that a list stays a list."""
    best_first = np.argsort(-scores, kind="stable")
    return Ranked(documents[best_first], scores[best_first], np.zeros(len(documents), dtype=bool))


def by_words_and_meaning(documents: Ids, words: Scores, meaning: Scores, *, matches: int, german: bool) -> Ranked:
    """Candidates in one order: first `matches` documents of the match set, then akin ones, whose words count 0.

    `meaning` is the cosine of a document's best passage, NaN while its vectors are not made.
    """
    if matches and np.isnan(meaning[:matches]).mean() > UNKNOWN:
        return by_words(documents[:matches], words[:matches])
    akin = np.arange(len(documents)) >= matches
    near = akin | _reached(words[:matches], meaning[:matches], len(documents))
    scores = _spread(words, floor=0.0) - 1.0  # the tail: below all that are reached, among themselves by words
    scores[near] = blend(words[near], meaning[near], german=german)
    best_first = np.argsort(-scores, kind="stable")
    return Ranked(documents[best_first], scores[best_first], akin[best_first])


def blend(words: Scores, meaning: Scores, *, german: bool) -> Scores:
    """One score from 0 to 1 for each candidate, from its BM25 (0 if akin) and its best passage's cosine.

    A candidate without vectors is taken to be as near as the middle of the others, so that it stands by its words.
    Words of another language explain nothing, and only disturb: then meaning alone decides.
    """
    known = meaning[~np.isnan(meaning)]
    if not len(known):
        return _spread(words, floor=0.0)
    filled = np.where(np.isnan(meaning), np.median(known), meaning)
    weight = MEANING if german else 1.0
    return (1 - weight) * _spread(words, floor=0.0) + weight * _spread(filled, floor=float(filled.min()))


def _spread(scores: Scores, floor: float) -> Scores:
    """Min-max; equal scores are all in the middle."""
    width = float(scores.max(initial=floor)) - floor
    return (scores - floor) / width if width > 0 else np.full_like(scores, EQUAL)


def _reached(words: Scores, meaning: Scores, size: int) -> NDArray[np.bool_]:
    """Which of the match set are ordered by words and meaning: the best REACH by either."""
    chosen = np.zeros(size, dtype=bool)
    chosen[np.argsort(-words, kind="stable")[:REACH]] = True
    chosen[np.argsort(-np.nan_to_num(meaning, nan=-1.0), kind="stable")[:REACH]] = True
    return chosen
