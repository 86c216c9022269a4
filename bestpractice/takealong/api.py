"""Practices and the ledger as JSON, page by page: `/api/v1/practices`, `/api/v1/adoptions`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bestpractice.models import Adoption, PracticePage
from bestpractice.takealong.records import Reader, Record, practice_records, public_practices, use_records
from core.interface import InterfaceView, asked
from core.licences import licence
from core.problems import responses

PER_PAGE = 100


class PageParameters(serializers.Serializer[Any]):
    page = serializers.IntegerField(min_value=1, max_value=10_000, default=1)
    per_page = serializers.IntegerField(min_value=1, max_value=PER_PAGE, default=PER_PAGE)


class StepSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    when = serializers.CharField()
    description = serializers.CharField()


class IndicatorSerializer(serializers.Serializer[Any]):
    """Values are words: "21 bis 25" is a figure, too."""

    name = serializers.CharField()
    before = serializers.CharField()
    value = serializers.CharField()
    unit = serializers.CharField()
    how_measured = serializers.CharField()


def _words(help_text: str = "") -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField(), help_text=help_text)


class PracticeSerializer(serializers.Serializer[Any]):
    """A practice. `sections` by name, each as plain text; null: the district shows this one to members only."""

    id = serializers.IntegerField()
    url = serializers.CharField(help_text="An address that stays")
    title = serializers.CharField()
    summary = serializers.CharField()
    district = serializers.CharField(help_text="Official key of the district that tells it")
    district_name = serializers.CharField()
    status = serializers.ChoiceField(choices=[status.value for status in PracticePage.Status])
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    staff = serializers.CharField()
    staff_hours = serializers.FloatField(allow_null=True, help_text="Hours a week")
    staff_fte = serializers.FloatField(allow_null=True, help_text="Full-time equivalents")
    cost_once = serializers.IntegerField(allow_null=True, help_text="Euro")
    cost_per_year = serializers.IntegerField(allow_null=True, help_text="Euro")
    key_result = serializers.CharField()
    sections = serializers.DictField(child=serializers.CharField(allow_null=True, allow_blank=True))
    requirements = serializers.ListField(child=serializers.CharField(), allow_null=True)
    steps = StepSerializer(many=True)
    indicators = IndicatorSerializer(many=True)
    contact = serializers.CharField()
    topics = _words()
    target_groups = _words()
    tags = _words()
    recommended_by = _words("Associations whose seal it has")
    adapted_from = serializers.CharField(allow_null=True, help_text="The practice that it started from")
    used = serializers.IntegerField(help_text="Districts in which it is running or tried")
    edition = serializers.IntegerField(allow_null=True)
    edition_on = serializers.DateField(allow_null=True)
    licence = serializers.CharField(allow_null=True, help_text="Address of its text; null: ask the district")
    is_example = serializers.BooleanField()


class UseStepSerializer(serializers.Serializer[Any]):
    stage = serializers.ChoiceField(choices=[stage.value for stage in Adoption.Stage])
    on = serializers.DateField()


class AdoptionSerializer(serializers.Serializer[Any]):
    """One practice in one other district, confirmed by it."""

    practice = serializers.IntegerField()
    practice_title = serializers.CharField()
    practice_url = serializers.CharField()
    from_district = serializers.CharField(help_text="Official key of the district that the practice comes from")
    from_district_name = serializers.CharField()
    district = serializers.CharField(help_text="Official key of the district that uses it")
    district_name = serializers.CharField()
    stage = serializers.ChoiceField(choices=[stage.value for stage in Adoption.Stage])
    since = serializers.DateField()
    adaptation = serializers.CharField()
    outcome = serializers.CharField()
    cost_per_year = serializers.IntegerField(allow_null=True, help_text="Euro")
    stopped_because = serializers.CharField(help_text='"" also where the district tells it to members only')
    steps = UseStepSerializer(many=True)
    licence = serializers.CharField(allow_null=True)


class _PagesSerializer(serializers.Serializer[Any]):
    """`total` over all pages."""

    total = serializers.IntegerField()
    page = serializers.IntegerField()
    per_page = serializers.IntegerField()


class PracticesSerializer(_PagesSerializer):
    practices = PracticeSerializer(many=True)


class AdoptionsSerializer(_PagesSerializer):
    """`total` and pages count practices: all adoptions of one stand together."""

    adoptions = AdoptionSerializer(many=True)


class _PagesView(InterfaceView):
    """What everybody may read. Signed in or not makes no difference; members have the tables."""

    def told(self, request: Request) -> tuple[Record, QuerySet[PracticePage], Reader]:
        """How far the list is read, the practices of this page, and for whom."""
        values = asked(PageParameters, request)
        page, size = values["page"], values["per_page"]
        practices = public_practices()
        around = {"total": practices.count(), "page": page, "per_page": size}
        return around, practices[(page - 1) * size : page * size], Reader(False, licence(request._request))


class PracticesView(_PagesView):
    """`/api/v1/practices`: all practices, in the order in which they came to be."""

    @extend_schema(parameters=[PageParameters], responses={200: PracticesSerializer, **responses(400, 429)})
    def get(self, request: Request) -> Response:
        around, practices, reader = self.told(request)
        return Response({**around, "practices": practice_records(practices, reader)})


class AdoptionsView(_PagesView):
    """`/api/v1/adoptions`: which district uses which practice, how far it is and what it does differently."""

    @extend_schema(parameters=[PageParameters], responses={200: AdoptionsSerializer, **responses(400, 429)})
    def get(self, request: Request) -> Response:
        around, practices, reader = self.told(request)
        return Response({**around, "adoptions": use_records(practices, reader)})
