"""From Elasticsearch's answers to SearchResults."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np

from search.analysis import Question
from search.blend import by_words_and_meaning
from search.engines.elasticsearch.queries import KNOWN, Plan
from search.facets import facet_values
from search.highlight import extracts_of
from search.hits import Scored, load_hits, with_extracts
from search.query import SearchQuery
from search.results import Hit, SearchResults

Response = dict[str, Any]


def results(plans: Sequence[Plan], responses: Sequence[Response]) -> list[SearchResults]:
    """`responses` in the order of the plans' searches."""
    left = iter(responses)
    answers = [list(islice(left, len(plan.every))) for plan in plans]
    pages = load_hits([(plan.query, _page(plan, answer)) for plan, answer in zip(plans, answers, strict=True)])
    return [_results(plan, answer, hits) for plan, answer, hits in zip(plans, answers, pages, strict=True)]


def _page(plan: Plan, responses: Sequence[Response]) -> list[Scored]:
    first, meaning = responses[0], responses[1 + len(plan.narrowed) :]
    return _blended(plan.query, plan.question, first, *meaning) if meaning else _as_found(first)


def _results(plan: Plan, responses: Sequence[Response], hits: tuple[Hit, ...]) -> SearchResults:
    first, narrowed = responses[0], responses[1 : 1 + len(plan.narrowed)]
    counts = {facet: _counts(first, facet) for facet in first.get("aggregations", {})}
    counts |= {facet: _counts(response, facet) for facet, response in zip(plan.narrowed, narrowed, strict=True)}
    return SearchResults(
        hits=with_extracts(hits, extracts_of(hits, plan.question)) if plan.query.extracts else hits,
        total=first["hits"]["total"]["value"],
        facets=facet_values(plan.query, counts) if plan.query.facets else {},
        engine="elasticsearch",
    )


def _as_found(response: Response) -> list[Scored]:
    return [Scored(document, score) for document, score in _scores(response).items()]


def _blended(
    query: SearchQuery, question: Question, by_words: Response, by_meaning: Response, akin: Response
) -> list[Scored]:
    """A page of the match set ordered by words and meaning, with what is akin."""
    words, nearness, strangers = _scores(by_words), _cosines(by_meaning), _cosines(akin)
    # A match that is near in meaning but not known by its words is one of the last by these.
    matches = [*words, *(document for document in nearness if document not in words)]
    documents = [*matches, *strangers]
    fewest = min(words.values(), default=0.0)
    # Not known by nearness: without vectors, or, when there are more than are known, farther than all that are.
    farthest = min(nearness.values()) if len(nearness) == KNOWN else np.nan
    ranked = by_words_and_meaning(
        np.array(documents, np.int64),
        words=np.array([words.get(document, fewest) for document in matches] + [0.0] * len(strangers)),
        meaning=np.array([(nearness | strangers).get(document, farthest) for document in documents]),
        matches=len(matches),
        german=question.german,
    )
    return ranked.page(query)


def _scores(response: Response) -> dict[int, float]:
    """{document: score} in order; without scores (a list by date) 0."""
    return {hit["fields"]["document"][0]: hit["_score"] or 0.0 for hit in response["hits"]["hits"]}


def _cosines(response: Response) -> dict[int, float]:
    """{document: cosine of its nearest passage}; Elasticsearch makes a score of it that is never negative."""
    return {document: 2 * score - 1 for document, score in _scores(response).items()}


def _counts(response: Response, facet: str) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in response["aggregations"][facet]["buckets"]}
