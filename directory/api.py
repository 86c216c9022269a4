"""The districts as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.interface import InterfaceView
from core.problems import responses
from directory.models import DistrictPage


class DistrictSerializer(serializers.Serializer[Any]):
    ags = serializers.CharField(help_text="Official key")
    name = serializers.CharField()
    kind = serializers.CharField()
    nuts3 = serializers.CharField()
    population = serializers.IntegerField()
    area_km2 = serializers.FloatField()
    url = serializers.CharField()


class DistrictsSerializer(serializers.Serializer[Any]):
    districts = DistrictSerializer(many=True)


class DistrictsView(InterfaceView):
    """`/api/v1/districts`: the districts with their keys, kinds and pages."""

    @extend_schema(responses={200: DistrictsSerializer, **responses(429)})
    def get(self, request: Request) -> Response:
        rows = [
            {
                "ags": page.district.ags,
                "name": page.district.full_name,
                "kind": page.district.kind,
                "nuts3": page.district.nuts3,
                "population": page.district.population,
                "area_km2": float(page.district.area_km2),
                "url": page.get_url(),
            }
            for page in DistrictPage.objects.live().select_related("district").order_by("district__ags")
        ]
        return Response({"districts": rows})
