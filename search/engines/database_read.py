"""What the database engine asks its tables."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence

import numpy as np
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL
from numpy.typing import NDArray

from search.analysis import Concept, Question
from search.engines.database_weights import rarity
from search.engines.database_write import EVERYWHERE
from search.models import IndexedDocument, IndexedFacet, Posting
from search.query import Audience, Facet

Ids = NDArray[np.int64]
Scores = NDArray[np.float64]


def readable(index: int, audience: Audience, today: dt.date) -> Ids:
    """All documents that this reader may find today, in the order of a list: newest first, then by title."""
    found = IndexedDocument.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_until=None) | Q(valid_until__gte=today),
        index=index,
        alive=True,
        audience__in=audience.may_read(),
    )
    return _ids(found.order_by("list_key", "document_id"))


def having(index: int, facet: Facet, values: Iterable[str]) -> Ids:
    """All documents that have one of these values; what belongs to no district is there for every district."""
    chosen = [*values, EVERYWHERE] if facet is Facet.DISTRICT else list(values)
    return _ids(IndexedFacet.objects.filter(index=index, facet=facet, value__in=chosen))


def counts(index: int, facets: Sequence[Facet], documents: Ids) -> dict[Facet, dict[str, int]]:
    """{facet: {value: how many of these documents have it}}; everywhere is no district."""
    found: dict[Facet, dict[str, int]] = {facet: {} for facet in facets}
    if not facets or not len(documents):
        return found
    rows = IndexedFacet.objects.filter(index=index, facet__in=facets, document_id__in=_as_one_parameter(documents))
    values = rows.exclude(value=EVERYWHERE).values_list("facet", "value")
    for facet, value, count in values.annotate(count=Count("document")).order_by():
        found[Facet(facet)][value] = count
    return found


def matching(index: int, question: Question) -> tuple[Ids, Scores]:
    """The documents that have enough of the question's concepts, in ascending order, with their BM25 scores."""
    terms = sorted(question.terms)
    rows = list(
        Posting.objects.filter(index=index, term__in=terms).values_list("term", "document_id", "impact").order_by()
    )
    if not rows:
        return np.empty(0, np.int64), np.empty(0)
    number = {term: row for row, term in enumerate(terms)}
    documents, places = np.unique(np.fromiter((row[1] for row in rows), np.int64, len(rows)), return_inverse=True)
    weights = np.zeros((len(terms), len(documents)))
    weights[np.fromiter((number[row[0]] for row in rows), np.int64, len(rows)), places] = [row[2] for row in rows]
    total = IndexedDocument.objects.filter(index=index, alive=True).count()
    for row in weights:
        row *= rarity(int(np.count_nonzero(row)), total)
    scores = np.stack([_concept_scores(concept, weights, number) for concept in question.concepts])
    enough = np.count_nonzero(scores, axis=0) >= question.minimum
    return documents[enough], scores.sum(axis=0)[enough]


def _concept_scores(concept: Concept, weights: Scores, number: dict[str, int]) -> Scores:
    """What each document says about a concept: the sum over its alternatives, of which several may be there."""
    score = np.zeros(weights.shape[1])
    for alternative in concept.alternatives:
        own = weights[[number[term] for term in alternative.terms]]
        score += alternative.weight * own.sum(axis=0) * (own > 0).all(axis=0)
    return score


def _as_one_parameter(documents: Ids) -> RawSQL:
    """A list of ids of any length: SQLite takes 32,766 parameters in a statement, and PostgreSQL 65,535."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [documents.tolist()])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(documents.tolist())])


def _ids(rows: "QuerySet[IndexedDocument] | QuerySet[IndexedFacet]") -> Ids:
    return np.fromiter(rows.values_list("document_id", flat=True), np.int64)
