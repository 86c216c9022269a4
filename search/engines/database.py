"""The engine on the portal's own database: the embedded default, and what answers while Elasticsearch is away.

One implementation for SQLite and PostgreSQL over a table of postings: docs/decisions/0003-database-engine.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils import timezone

from search import embedding
from search.analysis import Question, analyse_question
from search.blend import AKIN, Ranked, by_words, by_words_and_meaning
from search.engines import database_write
from search.engines.database_columns import Columns, Ids, Mask, columns_of
from search.engines.database_vectors import vectors_of
from search.engines.database_words import Scores, matching
from search.facets import Counts, facet_values
from search.highlight import extracts_of
from search.hits import load_hits, with_extracts
from search.models import DatabaseIndex, IndexedDocument, SearchDocument
from search.query import Facet, SearchQuery, Sort
from search.results import FacetValue, SearchResults


class DatabaseEngine:
    """See search.engines.base.Engine for what the methods promise."""

    name = "database"

    def search(self, query: SearchQuery) -> SearchResults:
        return self.search_many([query])[0]

    def search_many(self, queries: Sequence[SearchQuery]) -> list[SearchResults]:
        index = database_write.live_index()
        if index is None:
            return [SearchResults(facets=_facets(query, {}), engine=self.name) for query in queries]
        questions = [analyse_question(query.text) for query in queries]
        asked = list(zip(queries, questions, strict=True))
        found = [_sets(index, query, question) for query, question in asked]
        ranked = [_ranked(index, query, question, sets) for (query, question), sets in zip(asked, found, strict=True)]
        pages = load_hits([(query, order.page(query)) for query, order in zip(queries, ranked, strict=True)])
        return [
            SearchResults(
                hits=with_extracts(hits, extracts_of(hits, question)) if query.extracts else hits,
                total=int(sets.within(sets.with_words).sum()),
                facets=_facets(query, sets.counts() if query.facets else {}),
                engine=self.name,
            )
            for (query, question), sets, hits in zip(asked, found, pages, strict=True)
        ]

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


def _facets(query: SearchQuery, counts: Counts) -> dict[Facet, tuple[FacetValue, ...]]:
    return facet_values(query, counts) if query.facets else {}


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of an index's documents that a question makes."""

    columns: Columns
    readable: Mask  # by this reader, today, around the place that is asked for
    with_words: Mask
    scores: Scores  # BM25, or 0 in a list
    narrowed: dict[Facet, Mask]  # what each filter lets through

    def within(self, documents: Mask, *, but: Facet | None = None) -> Mask:
        """Those of the documents that this reader may find and that all filters let through, or all but one."""
        inside = documents & self.readable
        for facet, allowed in self.narrowed.items():
            if facet is not but:
                inside &= allowed
        return inside

    def counts(self) -> Counts:
        """Each facet counted with its own filter off."""
        return {facet: self.columns.counts(facet, self.within(self.with_words, but=facet)) for facet in Facet}


def _sets(index: DatabaseIndex, query: SearchQuery, question: Question) -> Sets:
    columns = columns_of(index)
    with_words, scores = matching(index, question, columns)
    chosen = {facet: values for facet, values in query.filters.items() if values}
    narrowed = {facet: columns.having(facet, values) for facet, values in chosen.items()}
    readable = columns.readable(query.audience, timezone.localdate())
    if query.near and query.near.radius_km is not None:
        readable &= columns.everywhere() | (columns.metres_from(query.near) <= query.near.radius_km * 1000)
    return Sets(columns, readable, with_words, scores, narrowed)


def _ranked(index: DatabaseIndex, query: SearchQuery, question: Question, sets: Sets) -> Ranked:
    """The match set and what is akin to the question, best first."""
    matches = np.flatnonzero(sets.within(sets.with_words))
    if query.sort is Sort.DISTANCE and query.near:
        matches = matches[np.argsort(sets.columns.metres_from(query.near)[matches], kind="stable")]
    documents, scores = sets.columns.documents, sets.scores[matches]
    if not question.concepts or query.sort is not Sort.RELEVANCE:
        return by_words(documents[matches], np.zeros(len(matches)))
    vector = embedding.embed_question(query.text) if query.semantic else None
    if vector is None:
        return by_words(documents[matches], scores)
    meaning = _meaning(index, vector, sets.columns)
    akin = _nearest(np.flatnonzero(sets.within(~sets.with_words)), meaning)
    candidates = np.concatenate([matches, akin])
    return by_words_and_meaning(
        documents[candidates],
        np.concatenate([scores, np.zeros(len(akin))]),
        meaning[candidates],
        matches=len(matches),
        german=question.german,
    )


def _meaning(index: DatabaseIndex, vector: embedding.Vectors, columns: Columns) -> Scores:
    """The cosine of each document's best passage, NaN while it has no vectors."""
    documents, cosines = vectors_of(index).nearness(vector)
    meaning = np.full(len(columns.documents), np.nan)
    places, here = columns.places(documents)
    meaning[places] = cosines[here]
    return meaning


def _nearest(places: Ids, meaning: Scores) -> Ids:
    """The AKIN of these places whose documents are nearest."""
    known = places[~np.isnan(meaning[places])]
    return known[np.argsort(-meaning[known], kind="stable")[:AKIN]]
