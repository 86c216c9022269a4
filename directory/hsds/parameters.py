"""The parameters of the HSDS interface: those of the standard, and `district`."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.interface import Flag

PER_PAGE = 50
MOST_PER_PAGE = 500
LAST_PAGE = 1_000_000
FARTHEST = 1_000_000  # metres


class Moment(serializers.DateTimeField):
    """A date, or a date with time; without an offset in the portal's own zone."""

    def to_internal_value(self, value: Any) -> dt.datetime:
        try:
            return super().to_internal_value(value)
        except OverflowError as error:  # the first and the last hours that a date can name, in another zone
            raise serializers.ValidationError(_("Diesen Zeitpunkt gibt es nicht.")) from error


class PageParameters(serializers.Serializer[Any]):
    search = serializers.CharField(required=False, allow_blank=True, default="", help_text="All of these words occur.")
    page = serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=1)
    per_page = serializers.IntegerField(min_value=1, max_value=MOST_PER_PAGE, default=PER_PAGE)
    format = serializers.ChoiceField(
        choices=["json", "ndjson"], default="json", help_text="ndjson: all results, one a line, without pages."
    )


class OrganizationParameters(PageParameters):
    full = Flag(default=False, help_text="Fully nested organizations.")
    full_service = Flag(default=False, help_text="With their services fully nested.")
    modified_after = Moment(required=False, input_formats=["iso-8601", "%Y-%m-%d"])
    district = serializers.RegexField(r"^[0-9]{5}$", required=False, help_text="Official key (AGS).")


class OrganizationDetailParameters(serializers.Serializer[Any]):
    full_service = Flag(default=False, help_text="With its services fully nested.")


class ServiceAtLocationParameters(PageParameters):
    full = Flag(default=False, help_text="Fully nested items.")
    taxonomy_term_id = serializers.UUIDField(required=False, help_text="A topic includes those below it.")
    taxonomy_id = serializers.UUIDField(required=False)
    organization_id = serializers.UUIDField(required=False)
    modified_after = Moment(required=False, input_formats=["iso-8601", "%Y-%m-%d"])
    district = serializers.RegexField(r"^[0-9]{5}$", required=False, help_text="Official key (AGS).")


class PlaceParameters(ServiceAtLocationParameters):
    postcode = serializers.RegexField(
        r"^[0-9]{5}$", required=False, help_text="Served districts include one of the postcode's, or see proximity."
    )
    proximity = serializers.IntegerField(
        min_value=1, max_value=FARTHEST, required=False, help_text="Metres at most from the postcode's centre."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "proximity" in attrs and "postcode" not in attrs:
            raise serializers.ValidationError({"proximity": _("Eine Entfernung braucht eine Postleitzahl (postcode).")})
        return attrs


class ServiceParameters(ServiceAtLocationParameters):
    minimal = Flag(default=False, help_text="Nothing but id and modified_date, all on one page.")


class TermParameters(PageParameters):
    taxonomy_id = serializers.UUIDField(required=False)
    parent_id = serializers.UUIDField(required=False)
    top_only = Flag(default=False, help_text="Only terms without a term above.")
