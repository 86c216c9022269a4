"""From a question to Elasticsearch's bodies: pure functions, to be read beside their tests."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from elasticsearch_dsl import Search
from elasticsearch_dsl.query import Bool, CombinedFields, DisMax, MatchAll, Query, Range, Term, Terms

from search.analysis import Alternative, Concept, Question
from search.engines.elasticsearch.mapping import MAX_FACET_VALUES
from search.query import Facet, SearchQuery, Sort

FIELD_WEIGHTS = {"title": 3.0, "names": 3.0, "title_parts": 1.5, "body": 1.0, "parts": 1.0}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked in one round: the hits, and each narrowed facet as if it were not narrowed."""

    hits: Search
    narrowed: dict[Facet, Search]

    def searches(self) -> list[dict[str, Any]]:
        """The lines of an `_msearch`."""
        return [line for search in (self.hits, *self.narrowed.values()) for line in ({}, search.to_dict())]


def plan(query: SearchQuery, question: Question, today: dt.date) -> Plan:
    narrowed = {facet: facet_counts(query, question, facet, today) for facet in query.filters if query.facets}
    return Plan(hits(query, question, today), narrowed)


def hits(query: SearchQuery, question: Question, today: dt.date) -> Search:
    """A page of the match set, its size, and the counts of every facet that is not narrowed."""
    page = slice(query.offset, query.offset + query.page_size)
    search = _matching(query, question, today)[page].extra(track_total_hits=True)
    newest = {"date": {"order": "desc", "missing": "_last"}}
    order = [newest] if query.sort is Sort.DATE else ["_score", newest]
    search = search.sort(*order, {"document": "asc"})  # the last one names the row, and breaks ties alike everywhere
    for facet in Facet:
        if query.facets and facet not in query.filters:
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
    for facet, values in query.filters.items():
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
    return DisMax(queries=[_alternative(alternative) for alternative in concept.alternatives])


def _alternative(alternative: Alternative) -> Query:
    fields = [f"terms.{field}^{weight}" for field, weight in FIELD_WEIGHTS.items()]
    found = [CombinedFields(query=term, fields=fields, boost=alternative.weight) for term in alternative.terms]
    return found[0] if len(found) == 1 else Bool(must=found)


def _count(search: Search, facet: Facet) -> None:
    search.aggs.bucket(facet.value, "terms", field=facet.value, size=MAX_FACET_VALUES)
