"""The search as JSON: the same parameters as the lists and the search page, the same answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.interface import InterfaceView, asked
from core.problems import MEDIA_TYPE, ProblemSerializer, problem, responses
from directory.lists.place import RADII, AskedPlace, place_of
from search import service
from search.api import ResultsSerializer, as_json
from search.params import parse
from search.query import MAX_PAGE, Audience, Facet, Sort

PARAMETERS = {"ort": "place", "umkreis": "radius"}  # as the pages call them: as this interface does


class SearchParameters(serializers.Serializer[Any]):
    """What the page would forgive is refused here: a program learns from it."""

    q = serializers.CharField(required=False, allow_blank=True, help_text="Words or a question")
    place = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="Postcode, place or district. Without a radius it stands for its district; one that lies in several "
        "is refused with the choices. What it does not know it refuses, too.",
    )
    radius = serializers.ChoiceField(choices=RADII, required=False, help_text="Kilometres around the place")
    sort = serializers.ChoiceField(
        choices=[sort.value for sort in Sort], required=False, help_text="Usual: distance with a place and no words"
    )
    page = serializers.IntegerField(min_value=1, max_value=MAX_PAGE, default=1)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("radius") and not attrs.get("place", "").strip():
            raise serializers.ValidationError({"radius": _("Ein Umkreis braucht einen Ort (place).")})
        return attrs


class ChoiceSerializer(serializers.Serializer[Any]):
    """Parameters that mean one of the places."""

    name = serializers.CharField(help_text="The district")
    place = serializers.CharField()
    district = serializers.CharField(required=False)
    radius = serializers.IntegerField(required=False)


class SearchProblemSerializer(ProblemSerializer):
    """`choices`: what a place may stand for that lies in several districts."""

    choices = ChoiceSerializer(many=True, required=False)


FACETS = [OpenApiParameter(facet.value, str, many=True, description="Several values: any of them") for facet in Facet]
ANSWERS: dict[Any, Any] = {200: ResultsSerializer, (400, MEDIA_TYPE): SearchProblemSerializer, **responses(429)}


class SearchView(InterfaceView):
    """`/api/v1/search`: what is public, for everybody."""

    @extend_schema(parameters=[SearchParameters, *FACETS], responses=ANSWERS)
    def get(self, request: Request) -> Response:
        values = asked(SearchParameters, request)
        districts = request.query_params.getlist(Facet.DISTRICT.value)
        place = place_of(values.get("place", ""), values.get("radius"), districts)
        if refused := _refusal(place):
            return Response(refused, status=400, content_type=MEDIA_TYPE)
        fixed = {Facet.DISTRICT: place.district} if place.district else None
        query = parse(request.query_params, Audience.PUBLIC, fixed, place.near)
        return Response(as_json(service.search(query)))


def _refusal(place: AskedPlace) -> Mapping[str, Any] | None:
    """What is wrong with the place as it is asked for; the page would show it, and everything without the place."""
    if place.is_unknown:
        return problem(400, {"place": _("Diesen Ort kennen wir nicht.")})
    if place.choices:
        choices = [_choice(label, said) for label, said in place.choices]
        return problem(400, {"place": _("Diesen Ort gibt es in mehreren Kreisen.")}) | {"choices": choices}
    if place.has_no_middle:
        return problem(400, {"radius": _("Wir wissen nicht, um welchen Punkt: Für diesen Ort fehlt die Lage.")})
    return None


def _choice(label: str, said: Mapping[str, str]) -> dict[str, str | int]:
    told: dict[str, str | int] = {PARAMETERS.get(name, name): value for name, value in said.items()}
    if "radius" in told:
        told["radius"] = int(told["radius"])
    return {"name": label, **told}
