"""`manage.py setup`: districts, associations, vocabulary and the portal's own pages; repeatable, no demo content."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from core.pages import set_up_site
from directory.models import DistrictPage
from directory.owners import set_up_owners
from regions.load import load_regions
from regions.models import Postcode
from search.marks import mark
from search.registry import key_of
from vocabulary.load import load_vocabulary


class Command(BaseCommand):
    help = "Legt Kreise, Verbände, Vokabular und Grundseiten an; wiederholbar, ohne Beispielinhalte."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Kreise, Verbände und Postleitzahlen …")
        places = _places()
        load_regions(settings.DATA_DIR)
        self.stdout.write("Themen, Zielgruppen und Sprachen …")
        load_vocabulary(settings.DATA_DIR / "vocabulary")
        self.stdout.write("Startseite, Kreisseiten und Rechte …")
        set_up_owners(set_up_site())
        _mark_districts({ags for ags, _place in places ^ _places()})
        self.stdout.write(self.style.SUCCESS("Fertig."))


def _places() -> set[tuple[str, str]]:
    """(district's key, place): by these a district is found, too."""
    return set(Postcode.objects.values_list("district_id", "place"))


def _mark_districts(keys: set[str]) -> None:
    """Places are loaded in bulk, which sends no signal."""
    pages = DistrictPage.objects.filter(district__in=keys)
    mark(key_of(DistrictPage, pk) for pk in pages.values_list("pk", flat=True))
