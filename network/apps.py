"""Tells the search what an announcement is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Netz")

    def ready(self) -> None:
        from network.documents import AnnouncementSource
        from search import registry

        registry.register_kind(registry.Kind("announcement", _("Mitteilung"), _("Mitteilungen"), 70))
        registry.register_source(AnnouncementSource())
