"""Which documents have a question's words, and how much they say about it: BM25 over the table of postings."""

import numpy as np
from numpy.typing import NDArray

from search.analysis import Concept, Question
from search.engines.database_columns import Columns, Mask
from search.engines.database_weights import rarity
from search.models import DatabaseIndex, Posting

Scores = NDArray[np.float64]


def matching(index: DatabaseIndex, question: Question, columns: Columns) -> tuple[Mask, Scores]:
    """For each place of the columns: whether the document has enough of the concepts, and its score (0 if not)."""
    size = len(columns.documents)
    if not question.concepts:
        return np.ones(size, dtype=bool), np.zeros(size)
    impacts = _impacts(index, question, columns)
    scores = np.stack([_scores(concept, impacts, size) for concept in question.concepts])
    enough = np.count_nonzero(scores, axis=0) >= question.minimum
    return enough, scores.sum(axis=0) * enough


def _impacts(index: DatabaseIndex, question: Question, columns: Columns) -> dict[str, Scores]:
    """{term: what each document says about it}; terms that nobody has are missing."""
    terms = sorted(question.terms)
    number = {term: row for row, term in enumerate(terms)}
    rows = list(Posting.objects.filter(index=index, term__in=terms).values_list("term", "document_id", "impact"))
    documents = np.array([row[1] for row in rows], np.int64)
    places, here = columns.places(documents)
    of_terms = np.array([number[row[0]] for row in rows], np.int64)[here]
    found = np.zeros((len(terms), len(columns.documents)))
    found[of_terms, places] = np.array([row[2] for row in rows])[here]
    holding = np.bincount(of_terms, minlength=len(terms))
    return {
        term: found[row] * rarity(int(holding[row]), len(columns.documents))
        for term, row in number.items()
        if holding[row]
    }


def _scores(concept: Concept, impacts: dict[str, Scores], size: int) -> Scores:
    """What each document says about a concept: the sum over its alternatives, of which several may be there."""
    score = np.zeros(size)
    for alternative in concept.alternatives:
        if all(term in impacts for term in alternative.terms):
            own = np.stack([impacts[term] for term in alternative.terms])
            score += alternative.weight * own.sum(axis=0) * own.all(axis=0)
    return score
