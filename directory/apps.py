"""Tells the search what the directory holds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Verzeichnis")

    def ready(self) -> None:
        from core.home import contribute
        from core.models import HomePage, TextPage
        from directory import dependents, documents, queries
        from directory.models import AssociationPage, DistrictIndexPage, LandPage
        from search import registry
        from search.query import Facet

        registry.register_labels(Facet.FREE, documents.free_labels)
        registry.register_labels(Facet.ACCESSIBLE, documents.accessible_labels)
        contribute(queries.home_map)
        dependents.register()
        registry.register_kind(registry.Kind("offer", _("Angebot"), _("Angebote"), 20))
        registry.register_kind(registry.Kind("organisation", _("Einrichtung"), _("Einrichtungen"), 30))
        registry.register_kind(registry.Kind("district", _("Kreis"), _("Kreise"), 50))
        registry.register_source(documents.DistrictSource())
        registry.register_source(documents.OrganisationSource())
        registry.register_source(documents.OfferSource())
        for ways_to_others in (HomePage, TextPage, DistrictIndexPage, AssociationPage, LandPage):
            registry.exclude(ways_to_others)
