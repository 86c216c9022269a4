"""Tells the search what the directory holds, and the work process what it has to do."""

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Verzeichnis")

    def ready(self) -> None:
        from core.home import contribute
        from core.models import HomePage, TextPage
        from core.work import register_daily_job, register_job
        from directory import dependents, documents, merged_topics, queries
        from directory.changes import connect as note_changes
        from directory.checking.reminders import remind
        from directory.exchange import running as imports
        from directory.exchange.running import forget_old_imports
        from directory.messages import ready as messages
        from directory.models import AssociationPage, DistrictIndexPage, LandPage
        from directory.posts import ready as posts
        from directory.subscribed.tasks import queue_all as pull_sources
        from directory.upkeep.jobs import forget_old_changes
        from search import registry
        from search.query import Facet

        registry.register_labels(Facet.FREE, documents.free_labels)
        registry.register_labels(Facet.ACCESSIBLE, documents.accessible_labels)
        contribute(queries.home_map)
        dependents.register()
        merged_topics.register()
        register_daily_job("ask whether entries are still true", after=dt.time(7), run=remind)
        register_daily_job("forget actors' changes", after=dt.time(3), run=forget_old_changes)
        register_job("imports", every=1, run=imports.turn)
        register_daily_job("forget imports", after=dt.time(3), run=forget_old_imports)
        register_daily_job("pull subscribed sources", after=dt.time(2), run=pull_sources)
        messages.register()
        posts.register()
        registry.register_kind(registry.Kind("offer", _("Angebot"), _("Angebote"), 20))
        registry.register_kind(registry.Kind("organisation", _("Einrichtung"), _("Einrichtungen"), 30))
        registry.register_kind(registry.Kind("district", _("Kreis"), _("Kreise"), 50))
        registry.register_source(documents.DistrictSource())
        registry.register_source(documents.OrganisationSource())
        registry.register_source(documents.OfferSource())
        for ways_to_others in (HomePage, TextPage, DistrictIndexPage, AssociationPage, LandPage):
            registry.exclude(ways_to_others)
        note_changes()
