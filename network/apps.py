"""Tells the search what an announcement is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Netz")

    def ready(self) -> None:
        from network.documents import AnnouncementSource
        from network.models import AnnouncementPage
        from search import registry
        from vocabulary.dependents import carries_vocabulary

        registry.register_kind(registry.Kind("announcement", _("Mitteilung"), _("Mitteilungen"), 70))
        registry.register_source(AnnouncementSource())
        carries_vocabulary(AnnouncementPage, "topics")
