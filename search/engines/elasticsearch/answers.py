"""From Elasticsearch's answers to SearchResults."""

from collections.abc import Sequence
from typing import Any

from search.analysis import Question
from search.engines.elasticsearch.queries import Plan
from search.facets import facet_values
from search.hits import Scored, load_hits
from search.query import SearchQuery
from search.results import SearchResults

Response = dict[str, Any]


def results(query: SearchQuery, question: Question, plan: Plan, responses: Sequence[Response]) -> SearchResults:
    """`responses` in the order of plan.searches()."""
    first, *narrowed = responses
    counts = {facet: _counts(first, facet) for facet in first.get("aggregations", {})}
    counts |= {facet: _counts(response, facet) for facet, response in zip(plan.narrowed, narrowed, strict=True)}
    return SearchResults(
        hits=load_hits(query, scored(first)),
        total=first["hits"]["total"]["value"],
        facets=facet_values(query, counts) if query.facets else {},
        engine="elasticsearch",
    )


def scored(response: Response) -> list[Scored]:
    """The documents in order; the last sort value is the row's id."""
    return [Scored(hit["sort"][-1], hit["_score"] or 0.0) for hit in response["hits"]["hits"]]


def _counts(response: Response, facet: str) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in response["aggregations"][facet]["buckets"]}
