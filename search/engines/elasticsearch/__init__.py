"""The engine on Elasticsearch 8: production, clustered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan, streaming_bulk

from search import embedding
from search.analysis import analyse_question
from search.engines.base import EngineUnavailable, QuestionRefused
from search.engines.elasticsearch import answers, documents
from search.engines.elasticsearch.client import READ_SECONDS, WRITE_SECONDS, connect, unavailable_instead
from search.engines.elasticsearch.indices import Indices
from search.engines.elasticsearch.queries import Plan, make_plan
from search.models import SearchDocument
from search.query import SearchQuery, Sort
from search.results import SearchResults

LARGEST_REQUEST = 8 * 1024 * 1024  # bytes in one bulk request
BAD_REQUEST = 400
CONFLICT = 409
RETRYABLE = (429, 502, 503, 504)


def _plan(query: SearchQuery) -> Plan:
    question = analyse_question(query.text)
    by_meaning = query.semantic and question.concepts and query.sort is Sort.RELEVANCE
    vector = embedding.embed_question(query.text) if by_meaning else None
    return make_plan(query, question, vector, timezone.localdate())


class ElasticsearchEngine:
    """See search.engines.base.Engine for what the methods promise."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, prefix: str, replicas: int = 0) -> None:
        self.client = client
        self.indices = Indices(client, prefix, replicas)

    @classmethod
    def from_settings(cls, config: Mapping[str, Any]) -> "ElasticsearchEngine":
        client = connect(config["ELASTICSEARCH_URL"], config.get("ELASTICSEARCH_API_KEY", ""))
        return cls(client, config["INDEX_PREFIX"], config.get("REPLICAS", 0))

    def search(self, query: SearchQuery) -> SearchResults:
        return self.search_many([query])[0]

    def search_many(self, queries: Sequence[SearchQuery]) -> list[SearchResults]:
        plans = [_plan(query) for query in queries]
        lines = [line for plan in plans for line in plan.searches]
        with unavailable_instead():
            answer = self.client.msearch(index=self.indices.read, searches=lines)
        for response in answer["responses"]:
            if "error" in response:
                refused = response["status"] == BAD_REQUEST
                raise (QuestionRefused if refused else EngineUnavailable)(str(response["error"]))
        return answers.results(plans, answer["responses"])

    def live_index(self) -> str | None:
        with unavailable_instead():
            return self.indices.live()

    def targets(self) -> list[str]:
        with unavailable_instead():
            return self.indices.targets()

    def begin_rebuild(self) -> str:
        with unavailable_instead():
            return self.indices.begin()

    def finish_rebuild(self, index: str) -> None:
        with unavailable_instead():
            self.client.indices.refresh(index=index)
            self.indices.swap(index)

    def abandon_rebuild(self, index: str) -> None:
        with unavailable_instead():
            if index != self.indices.live():  # a swap may have succeeded although its answer came too late
                self.indices.drop(index)

    def write(self, index: str, rows: Sequence[SearchDocument], *, refresh: bool) -> dict[int, int]:
        ids = {row.key: row.pk for row in rows}
        held: dict[int, int] = {}
        late: list[str] = []
        client = self.client.options(request_timeout=READ_SECONDS if refresh else WRITE_SECONDS)
        with unavailable_instead():
            for taken, answer in streaming_bulk(
                client,
                documents.actions(index, rows),
                chunk_size=len(rows),
                max_chunk_bytes=LARGEST_REQUEST,
                raise_on_error=False,
                refresh=refresh,
                require_alias=True,
            ):
                result = answer["index"]
                if taken:
                    held[ids[result["_id"]]] = result["_version"]
                elif result["status"] == CONFLICT:
                    late.append(result["_id"])
                elif result["status"] in RETRYABLE or "index_not_found" in str(result["error"]):
                    raise EngineUnavailable(str(result["error"]))
            return held | {ids[key]: version for key, version in self._versions(index, late).items()}

    def _versions(self, index: str, keys: list[str]) -> dict[str, int]:
        if not keys:
            return {}
        found = self.client.mget(index=index, ids=keys, source=False)["docs"]
        return {document["_id"]: document["_version"] for document in found if document.get("found")}

    def held(self, index: str) -> dict[str, int]:
        with unavailable_instead():
            self.client.indices.refresh(index=index)
            everything = scan(self.client, index=index, query={"version": True, "_source": False}, size=2000)
            return {hit["_id"]: hit["_version"] for hit in everything}

    def ready(self) -> bool:
        try:
            return self.live_index() is not None
        except EngineUnavailable:
            return False
