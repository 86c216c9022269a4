"""Tells the search what districts and places are called."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Gebiete")

    def ready(self) -> None:
        from regions.queries import district_labels, suggested_places
        from search.query import Facet
        from search.registry import register_labels, register_places

        register_labels(Facet.DISTRICT, district_labels)
        register_places(suggested_places)
