"""From a question to Elasticsearch's bodies: pure functions, to be read beside their tests."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from elasticsearch_dsl import Search
from elasticsearch_dsl.query import Bool, CombinedFields, MatchAll, Query, Range, Term, Terms

from search.analysis import Alternative, Concept, Question
from search.engines.database_weights import FIELD_WEIGHTS
from search.engines.elasticsearch.mapping import MAX_FACET_VALUES
from search.query import Facet, SearchQuery, Sort

# The database engine's weights; Elasticsearch takes none below 1.
LIGHTEST = min(FIELD_WEIGHTS.values())
FIELDS = [f"terms.{field}^{weight / LIGHTEST}" for field, weight in FIELD_WEIGHTS.items()]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked in one round: the hits, and each narrowed facet as if it were not narrowed."""

    hits: Search
    narrowed: dict[Facet, Search]

    def searches(self) -> list[dict[str, Any]]:
        """The lines of an `_msearch`."""
        return [line for search in (self.hits, *self.narrowed.values()) for line in ({}, search.to_dict())]


def plan(query: SearchQuery, question: Question, today: dt.date) -> Plan:
    counted = narrowed(query) if query.facets else ()
    return Plan(
        hits(query, question, today),
        {facet: facet_counts(query, question, facet, today) for facet in counted},
    )


def narrowed(query: SearchQuery) -> dict[Facet, frozenset[str]]:
    """The filters that leave something out."""
    return {facet: values for facet, values in query.filters.items() if values}


def hits(query: SearchQuery, question: Question, today: dt.date) -> Search:
    """A page of the match set, its size, and the counts of every facet that is not narrowed."""
    page = slice(query.offset, query.offset + query.page_size)
    search = _matching(query, question, today)[page].extra(track_total_hits=True)
    newest = {"date": {"order": "desc", "missing": "_last"}}
    order = [newest, "title_key"] if query.sort is Sort.DATE else ["_score", newest, "title_key"]
    search = search.sort(*order, "document")  # the last one names the row, and breaks ties alike everywhere
    for facet in Facet:
        if query.facets and facet not in narrowed(query):
            _count(search, facet)
    return search


def facet_counts(query: SearchQuery, question: Question, facet: Facet, today: dt.date) -> Search:
    """The counts of a facet as if it were not narrowed."""
    search = _matching(query.without(facet), question, today)[:0]
    _count(search, facet)
    return search


def allowed(query: SearchQuery, today: dt.date) -> list[Query]:
    """What a document must be, whatever its words: alive, for this reader, within the filters and its dates."""
    conditions: list[Query] = [
        Term(alive=True),
        Terms(audience=query.audience.may_read()),
        Range(valid_from={"lte": today.isoformat()}),
        Range(valid_until={"gte": today.isoformat()}),
    ]
    for facet, values in narrowed(query).items():
        chosen: Query = Terms(**{facet.value: sorted(values)})
        if facet is Facet.DISTRICT:
            chosen = Bool(should=[chosen, Term(everywhere=True)], minimum_should_match=1)
        conditions.append(chosen)
    return conditions


def words(question: Question) -> Query:
    """The concepts, of which a document must have the question's minimum; everything without concepts."""
    if not question.concepts:
        return MatchAll()
    return Bool(should=[_concept(concept) for concept in question.concepts], minimum_should_match=question.minimum)


def _matching(query: SearchQuery, question: Question, today: dt.date) -> Search:
    return Search().query(Bool(must=[words(question)], filter=allowed(query, today))).source(False)


def _concept(concept: Concept) -> Query:
    """What a document says about a concept: the sum over its alternatives, of which several may be there."""
    return Bool(should=[_alternative(alternative) for alternative in concept.alternatives], minimum_should_match=1)


def _alternative(alternative: Alternative) -> Query:
    found = [CombinedFields(query=term, fields=FIELDS, boost=alternative.weight) for term in alternative.terms]
    return found[0] if len(found) == 1 else Bool(must=found)


def _count(search: Search, facet: Facet) -> None:
    search.aggs.bucket(facet.value, "terms", field=facet.value, size=MAX_FACET_VALUES)
