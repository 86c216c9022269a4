"""From a question to Elasticsearch's bodies: pure functions, to be read beside their tests."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Bool, GeoDistance, MatchAll, Query, Range, Term, Terms

from search.analysis import Alternative, Concept, Question
from search.blend import AKIN, REACH
from search.embedding import Vectors
from search.engines.database_weights import FIELD_WEIGHTS
from search.engines.elasticsearch.mapping import MAX_FACET_VALUES
from search.query import Facet, Near, SearchQuery, Sort

# How many of the match set are known by words and by meaning: enough that the best REACH of either have both scores.
KNOWN = 5 * REACH
CANDIDATES = 4 * KNOWN  # vectors that are looked at; a document has several


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for one question, in one round."""

    query: SearchQuery
    question: Question
    matches: Search  # the match set, its size, and the counts of the facets that are not narrowed
    narrowed: dict[Facet, Search]  # each other facet as if it were not narrowed
    meaning: tuple[Search, ...]  # the match set by nearness, and what is akin; nothing without a vector

    @property
    def every(self) -> tuple[Search, ...]:
        return (self.matches, *self.narrowed.values(), *self.meaning)

    @property
    def searches(self) -> list[dict[str, Any]]:
        """The lines of an `_msearch`."""
        return [line for search in self.every for line in ({}, search.to_dict())]


def make_plan(query: SearchQuery, question: Question, vector: Vectors | None, today: dt.date) -> Plan:
    """`vector` is the question's, None where nothing is to be found by meaning."""
    if vector is None:
        matches = _matches(query, question, today, start=query.offset, end=query.offset + query.page_size)
    else:
        matches = _matches(query, question, today, start=0, end=max(KNOWN, query.offset + query.page_size))
    counted = _narrowed(query) if query.facets else ()
    return Plan(
        query,
        question,
        matches,
        {facet: _facet(query, question, facet, today) for facet in counted},
        () if vector is None else _by_meaning(query, question, vector, today),
    )


def _matches(query: SearchQuery, question: Question, today: dt.date, *, start: int, end: int) -> Search:
    search = _matching(query, question, today)[start:end].extra(track_total_hits=True)
    search = search.sort(*_order(query))
    for facet in Facet:
        if query.facets and facet not in _narrowed(query):
            _count(search, facet)
    return search


def _facet(query: SearchQuery, question: Question, facet: Facet, today: dt.date) -> Search:
    search = _matching(query.without(facet), question, today)[:0]
    _count(search, facet)
    return search


def _by_meaning(query: SearchQuery, question: Question, vector: Vectors, today: dt.date) -> tuple[Search, ...]:
    allowed, found = _allowed(query, today), _words(question)
    match_set = Bool(filter=[*allowed, found])
    others = Bool(filter=allowed, must_not=[found])
    return _nearest(match_set, vector, KNOWN), _nearest(others, vector, AKIN)


def _nearest(among: Query, vector: Vectors, number: int) -> Search:
    search = Search().knn(
        field="passages.vector",
        k=number,
        num_candidates=max(number, CANDIDATES),
        query_vector=vector.tolist(),
        filter=among,
    )
    return search.extra(size=number, docvalue_fields=["document"], track_total_hits=False).source(False)


def _matching(query: SearchQuery, question: Question, today: dt.date) -> Search:
    matches = Bool(must=[_words(question)], filter=_allowed(query, today))
    return Search().query(matches).extra(docvalue_fields=["document"]).source(False)


def _allowed(query: SearchQuery, today: dt.date) -> list[Query]:
    """What a document must be, whatever its words: alive, for this reader, within the filters and its dates."""
    conditions: list[Query] = [
        Term(alive=True),
        Terms(audience=query.audience.may_read()),
        Range(valid_from={"lte": today.isoformat()}),
        Range(valid_until={"gte": today.isoformat()}),
    ]
    for facet, values in _narrowed(query).items():
        chosen: Query = Terms(facet.value, sorted(values))
        if facet is Facet.DISTRICT:
            chosen = Bool(should=[chosen, Term(everywhere=True)], minimum_should_match=1)
        conditions.append(chosen)
    if query.near and query.near.radius_km is not None:
        inside = GeoDistance(distance=f"{query.near.radius_km}km", distance_type="arc", point=_point(query.near))
        conditions.append(Bool(should=[inside, Term(everywhere=True)], minimum_should_match=1))
    return conditions


def _point(near: Near) -> dict[str, float]:
    return {"lat": near.latitude, "lon": near.longitude}


def _order(query: SearchQuery) -> list[Any]:
    listed = [{"date": {"order": "desc", "missing": "_last"}}, "title_key", "document"]
    if query.sort is Sort.DISTANCE and query.near:
        # What has no point is infinitely far away.
        return [{"_geo_distance": {"point": _point(query.near), "unit": "m", "distance_type": "arc"}}, *listed]
    return listed if query.sort is not Sort.RELEVANCE else ["_score", *listed]


def _narrowed(query: SearchQuery) -> dict[Facet, frozenset[str]]:
    """The filters that leave something out."""
    return {facet: values for facet, values in query.filters.items() if values}


def _words(question: Question) -> Query:
    """The concepts, of which a document must have the question's minimum; everything without concepts."""
    if not question.concepts:
        return MatchAll()
    return Bool(should=[_concept(concept) for concept in question.concepts], minimum_should_match=question.minimum)


def _concept(concept: Concept) -> Query:
    """What a document says about a concept: the sum over its alternatives, of which several may be there."""
    return Bool(should=[_alternative(alternative) for alternative in concept.alternatives], minimum_should_match=1)


def _alternative(alternative: Alternative) -> Query:
    found = [_term(term, alternative.weight) for term in alternative.terms]
    return found[0] if len(found) == 1 else Bool(must=found)


def _term(term: str, weight: float) -> Query:
    """The sum of a term's BM25 in each field. `combined_fields` is three points of nDCG@10 worse on the train split."""
    fields = [
        Term(f"terms.{field}", {"value": term, "boost": share * weight}) for field, share in FIELD_WEIGHTS.items()
    ]
    return Bool(should=fields, minimum_should_match=1)


def _count(search: Search, facet: Facet) -> None:
    search.aggs.bucket(facet.value, "terms", field=facet.value, size=MAX_FACET_VALUES)
