"""The engine on the portal's own database: the embedded default, and what answers while Elasticsearch is away.

One implementation for SQLite and PostgreSQL over a table of postings: docs/decisions/0003-database-engine.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from search import embedding
from search.analysis import Question, analyse_question
from search.blend import AKIN, Ranked, by_words, by_words_and_meaning
from search.engines import database_read, database_write
from search.engines.database_read import Ids, Scores
from search.engines.database_vectors import vectors_of
from search.facets import Counts, facet_values
from search.highlight import extracts_of
from search.hits import load_hits, with_extracts
from search.models import DatabaseIndex, IndexedDocument, SearchDocument
from search.query import Facet, SearchQuery, Sort
from search.results import SearchResults


class DatabaseEngine:
    """See search.engines.base.Engine for what the methods promise."""

    name = "database"

    def search(self, query: SearchQuery) -> SearchResults:
        index = database_write.live_index()
        if index is None:
            return SearchResults(facets=facet_values(query, {}) if query.facets else {}, engine=self.name)
        question = analyse_question(query.text)
        sets = _sets(index, query, question)
        hits = load_hits(query, _ranked(index, query, question, sets).page(query))
        return SearchResults(
            hits=with_extracts(hits, extracts_of(hits, question)),
            total=len(sets.matches),
            facets=facet_values(query, _counts(index, query, sets)) if query.facets else {},
            engine=self.name,
        )

    def live_index(self) -> str | None:
        index = database_write.live_index()
        return index.name if index else None

    def targets(self) -> list[str]:
        return database_write.targets()

    def write(self, index: str, rows: Sequence[SearchDocument], *, refresh: bool) -> dict[int, int]:
        return database_write.write(index, rows)

    def begin_rebuild(self) -> str:
        return database_write.begin_rebuild()

    def finish_rebuild(self, index: str) -> None:
        database_write.finish_rebuild(index)

    def abandon_rebuild(self, index: str) -> None:
        database_write.abandon_rebuild(index)

    def held(self, index: str) -> dict[str, int]:
        return dict(IndexedDocument.objects.filter(index__name=index).values_list("document__key", "version"))

    def ready(self) -> bool:
        return database_write.live_index() is not None


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of documents that a question makes; all but `narrowed` in the order of a list: newest first."""

    readable: Ids
    with_words: Ids  # of these, what has the question's words
    scores: Scores  # of with_words: BM25, or 0 in a list
    narrowed: dict[Facet, Ids]  # what each filter lets through

    def within(self, documents: Ids, *, but: Facet | None = None) -> NDArray[np.bool_]:
        """Which of these documents all filters let through, or all but one."""
        inside = np.ones(len(documents), dtype=bool)
        for facet, allowed in self.narrowed.items():
            if facet is not but:
                inside &= np.isin(documents, allowed)
        return inside

    @property
    def matches(self) -> Ids:
        return self.with_words[self.within(self.with_words)]


def _sets(index: DatabaseIndex, query: SearchQuery, question: Question) -> Sets:
    readable = database_read.readable(index.pk, query.audience, timezone.localdate())
    chosen = {facet: values for facet, values in query.filters.items() if values}
    narrowed = {facet: database_read.having(index.pk, facet, values) for facet, values in chosen.items()}
    if not question.concepts:
        return Sets(readable, readable, np.zeros(len(readable)), narrowed)
    found, scores = database_read.matching(index.pk, question)
    with_words = readable[np.isin(readable, found)]
    return Sets(readable, with_words, scores[np.searchsorted(found, with_words)], narrowed)


def _counts(index: DatabaseIndex, query: SearchQuery, sets: Sets) -> Counts:
    """Each facet counted with its own filter off; those without one share a count."""
    free = [facet for facet in Facet if facet not in sets.narrowed]
    counts = database_read.counts(index.pk, free, sets.matches)
    for facet in sets.narrowed:
        documents = sets.with_words[sets.within(sets.with_words, but=facet)]
        counts |= database_read.counts(index.pk, [facet], documents)
    return counts


def _ranked(index: DatabaseIndex, query: SearchQuery, question: Question, sets: Sets) -> Ranked:
    """The match set and what is akin to the question, best first."""
    inside = sets.within(sets.with_words)
    documents, scores = sets.with_words[inside], sets.scores[inside]
    if not question.concepts or query.sort is Sort.DATE:
        return by_words(documents, np.zeros(len(documents)))
    vector = embedding.embed_question(query.text) if query.semantic else None
    if vector is None:
        return by_words(documents, scores)
    known, cosines = vectors_of(index).nearness(vector)
    others = sets.readable[sets.within(sets.readable) & ~np.isin(sets.readable, documents)]
    akin = _nearest(others, known, cosines)
    candidates = np.concatenate([documents, akin])
    return by_words_and_meaning(
        candidates,
        np.concatenate([scores, np.zeros(len(akin))]),
        _nearness(candidates, known, cosines),
        matches=len(documents),
        german=question.german,
    )


def _nearest(documents: Ids, known: Ids, cosines: Scores) -> Ids:
    """The AKIN of these documents whose vectors are nearest."""
    nearness = _nearness(documents, known, cosines)
    best = np.argsort(-np.nan_to_num(nearness, nan=-np.inf), kind="stable")[:AKIN]
    return documents[best[~np.isnan(nearness[best])]]


def _nearness(documents: Ids, known: Ids, cosines: Scores) -> Scores:
    """The cosines of documents, NaN for those that have no vectors yet."""
    found = np.isin(documents, known)
    nearness = np.full(len(documents), np.nan)
    nearness[found] = cosines[np.searchsorted(known, documents[found])]
    return nearness
