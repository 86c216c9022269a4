"""`manage.py setup`: districts, associations, vocabulary and the portal's own pages; repeatable, no demo content."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from core.pages import set_up_site
from directory.owners import set_up_owners
from regions.load import load_regions
from vocabulary.load import load_vocabulary


class Command(BaseCommand):
    help = "Legt Kreise, Verbände, Vokabular und Grundseiten an; wiederholbar, ohne Beispielinhalte."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Kreise, Verbände und Postleitzahlen …")
        load_regions(settings.DATA_DIR)
        self.stdout.write("Themen, Zielgruppen und Sprachen …")
        load_vocabulary(settings.DATA_DIR / "vocabulary")
        self.stdout.write("Startseite, Kreisseiten und Rechte …")
        set_up_owners(set_up_site())
        self.stdout.write(self.style.SUCCESS("Fertig."))
