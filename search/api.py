"""The search as JSON: the same parameters as the page, the same answers."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from search import service
from search.params import parse
from search.query import Audience, Facet
from search.results import Hit, SearchResults
from search.suggest import suggest


class HitSerializer(serializers.Serializer[Any]):
    """One result."""

    key = serializers.CharField()
    kind = serializers.CharField()
    url = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    owner = serializers.CharField()
    districts = serializers.ListField(child=serializers.CharField())
    topics = serializers.ListField(child=serializers.CharField())
    target_groups = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.CharField())
    date = serializers.DateField(allow_null=True)
    facts = serializers.DictField()
    extracts = serializers.ListField(child=serializers.CharField())
    score = serializers.FloatField()
    akin = serializers.BooleanField()


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name, not the serializer's own label
    count = serializers.IntegerField()


class ResultsSerializer(serializers.Serializer[Any]):
    """The answer; `facets` by name, each value with the count it would bring."""

    results = HitSerializer(many=True)
    facets = serializers.DictField(child=FacetValueSerializer(many=True))
    total = serializers.IntegerField()
    engine = serializers.CharField()
    degraded = serializers.BooleanField()
    took_ms = serializers.FloatField()


def as_json(results: SearchResults) -> dict[str, Any]:
    return {
        "results": [_hit(hit) for hit in results.hits],
        "facets": {
            facet.value: [{"value": v.value, "label": v.label, "count": v.count} for v in values]
            for facet, values in results.facets.items()
        },
        "total": results.total,
        "engine": results.engine,
        "degraded": results.degraded,
        "took_ms": round(results.took_ms, 1),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    extracts = ["".join(text for text, _marked in extract.pieces) for extract in hit.extracts]
    told = {name: getattr(hit, name) for name in HitSerializer._declared_fields if hasattr(hit, name)}
    return {**told, "extracts": extracts}


PARAMETERS = [
    OpenApiParameter("q", str, description="Words or a question"),
    *(OpenApiParameter(facet.value, str, many=True, description="Several values: any of them") for facet in Facet),
    OpenApiParameter("sort", str, enum=["relevance", "date"]),
    OpenApiParameter("page", int),
]


class SearchView(APIView):
    """`/api/v1/search`: what is public, for everybody."""

    @extend_schema(parameters=PARAMETERS, responses=ResultsSerializer)
    def get(self, request: Request) -> Response:
        return Response(as_json(service.search(parse(request.query_params, Audience.PUBLIC))))


class SuggestionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    kind = serializers.CharField()
    url = serializers.CharField()


class SuggestView(APIView):
    """`/api/v1/suggest?q=`: titles and topics that begin like the typed words."""

    @extend_schema(parameters=[OpenApiParameter("q", str, required=True)], responses=SuggestionSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(suggest(request.query_params.get("q", "")))
