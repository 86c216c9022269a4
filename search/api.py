"""Answers of the search as JSON, and suggestions while somebody types."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.interface import InterfaceView, asked
from core.problems import responses
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
    instead = serializers.CharField(help_text=_("Was statt der Frage beantwortet wurde, weil sie nichts fand."))
    suggestion = serializers.CharField(help_text=_("Was gemeint sein könnte."))


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
        "instead": results.instead,
        "suggestion": results.suggestion,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    extracts = ["".join(text for text, _marked in extract.pieces) for extract in hit.extracts]
    told = {name: getattr(hit, name) for name in HitSerializer._declared_fields if hasattr(hit, name)}
    return {**told, "extracts": extracts}


class SuggestionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # as above: the kind in words
    url = serializers.CharField()


class SuggestParameters(serializers.Serializer[Any]):
    q = serializers.CharField(allow_blank=True, default="")


class SuggestView(InterfaceView):
    """`/api/v1/suggest?q=`: topics, places and titles that begin like the typed words, slips forgiven."""

    @extend_schema(
        parameters=[SuggestParameters], responses={200: SuggestionSerializer(many=True), **responses(400, 429)}
    )
    def get(self, request: Request) -> Response:
        return Response(suggest(asked(SuggestParameters, request)["q"]))
