"""Builds the example content in one transaction, or leaves everything as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from demo.build_directory import build_directory, fill_posts
from demo.build_dossiers import build_dossiers
from demo.build_messages import build_messages
from demo.build_net import build_adoptions, build_seals
from demo.build_pages import Owners, build_announcements, build_materials, build_practices, make_files
from demo.build_people import build_people
from demo.leftovers import do_tasks_about, remove_orphaned_files
from demo.words import Words
from directory.models import DistrictPage
from search.marks import mark
from search.registry import key_of

Say = Callable[[str], object]


def build(say: Say) -> None:
    """Everything, from the sign-ins to the marks for the search. Raises KeyError when `setup` has not run."""
    owners, words, today = Owners(), Words(), timezone.localdate()
    say("Dateien der Materialien …")
    files = make_files(owners)
    with _files_go_if_it_fails(), transaction.atomic():
        say("Zugänge und Ansprechstellen …")
        people = build_people(today)
        fill_posts(today)
        say("Einrichtungen und Angebote …")
        organisations, offers = build_directory(words, today)
        build_messages()
        say("Materialien und Mitteilungen …")
        materials = build_materials(files, owners, words)
        announcements = build_announcements(owners, words, today)
        say("Praxisbeispiele …")
        practices = build_practices(owners, words, people, materials)
        dossiers = build_dossiers(owners, words, practices, materials, today)
        say("Nachnutzungen und Empfehlungen …")
        build_adoptions(practices, people)
        build_seals(practices, people)
        pages: list[Model] = [*practices.values(), *materials, *announcements, *dossiers]
        do_tasks_about(pages + [material.file for material in materials if material.file])
        # Bulk writes send no signals, so the search hears of them here.
        written: list[Model] = [*organisations, *offers, *practices.values()]
        mark(key_of(type(thing), thing.pk) for thing in written)
        mark(key_of(DistrictPage, pk) for pk in DistrictPage.objects.values_list("pk", flat=True))


@contextmanager
def _files_go_if_it_fails() -> Iterator[None]:
    """A database rolls back, a disk does not."""
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            remove_orphaned_files()
