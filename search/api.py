"""The search as JSON: the same parameters as the page, the same answers."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.interface import InterfaceView, asked
from core.problems import responses
from search import service
from search.params import parse
from search.query import MAX_PAGE, Audience, Facet, Sort
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


class SearchParameters(serializers.Serializer[Any]):
    """What the page would forgive is refused here: a program learns from it."""

    q = serializers.CharField(required=False, allow_blank=True, help_text="Words or a question")
    sort = serializers.ChoiceField(choices=[sort.value for sort in Sort], default=Sort.RELEVANCE.value)
    page = serializers.IntegerField(min_value=1, max_value=MAX_PAGE, default=1)


FACETS = [OpenApiParameter(facet.value, str, many=True, description="Several values: any of them") for facet in Facet]


class SearchView(InterfaceView):
    """`/api/v1/search`: what is public, for everybody."""

    @extend_schema(parameters=[SearchParameters, *FACETS], responses={200: ResultsSerializer, **responses(400, 429)})
    def get(self, request: Request) -> Response:
        asked(SearchParameters, request)
        return Response(as_json(service.search(parse(request.query_params, Audience.PUBLIC))))


class SuggestionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    kind = serializers.CharField()
    url = serializers.CharField()


class SuggestParameters(serializers.Serializer[Any]):
    q = serializers.CharField(allow_blank=True, default="")


class SuggestView(InterfaceView):
    """`/api/v1/suggest?q=`: titles and topics that begin like the typed words."""

    @extend_schema(
        parameters=[SuggestParameters], responses={200: SuggestionSerializer(many=True), **responses(400, 429)}
    )
    def get(self, request: Request) -> Response:
        return Response(suggest(asked(SuggestParameters, request)["q"]))
