"""Tells the search what a material is, and reads new files in the background."""

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Bibliothek")

    def ready(self) -> None:
        from core.files import register_uses
        from core.home import contribute
        from core.work import register_daily_job
        from directory.posts.texts import files_of, register_texts
        from library import extraction
        from library.documents import DossierSource, MaterialSource
        from library.links.checking import queue_due
        from library.models import DossierPage, FileText, MaterialPage, MaterialVersion
        from library.queries import materials_showing, materials_with, versions_of
        from library.start import start_slots
        from library.telling import tell_owners
        from search import registry
        from vocabulary.dependents import carries_vocabulary

        registry.register_kind(registry.Kind("material", _("Material"), _("Materialien"), 40))
        registry.register_source(MaterialSource())
        carries_vocabulary(MaterialPage, "topics", "target_groups", "language")
        registry.register_kind(registry.Kind("dossier", _("Dossier"), _("Dossiers"), 45))
        registry.register_source(DossierSource())
        carries_vocabulary(DossierPage, "topics")
        contribute(start_slots)
        extraction.connect()
        registry.register_dependents(FileText, materials_with)
        register_uses(materials_showing)
        register_daily_job("read files anew", after=dt.time(1), run=extraction.read_anew)
        register_daily_job("look at links", after=dt.time(4), run=queue_due)
        register_daily_job("tell of materials", after=dt.time(7), run=tell_owners)
        register_texts(MaterialVersion, versions_of)
        register_texts(FileText, lambda district: FileText.objects.filter(file__in=files_of(district)))
