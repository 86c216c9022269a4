"""What a dossier shows its readers, and what of it its editor should look at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory.models import Offer
from directory.queries import topic_chips
from library.models import DossierEntry, DossierPage, MaterialPage
from library.queries import owner_name
from regions.load import UMLAUTS
from search.hits import hits_by_key
from search.registry import key_of
from search.results import Hit


@dataclass(frozen=True, slots=True)
class Step:
    """Something to read: a hit of the search, or a link to elsewhere."""

    number: int
    why: str
    hit: Hit | None
    link: str = ""
    title: str = ""


@dataclass(slots=True)
class Part:
    """Steps under one heading; the first may have none."""

    heading: str
    anchor: str
    steps: list[Step] = field(default_factory=list)


def dossier_context(dossier: DossierPage) -> dict[str, Any]:
    """What stands around a dossier's own text; see templates/library/dossier_page.html."""
    owner = dossier.get_parent().specific
    parts = parts_of(dossier)
    return {
        "owner": owner_name(owner),
        "owner_url": owner.get_url(),
        "topics": topic_chips(dossier.topics.all(), "/suche/"),
        "parts": parts,
        "contents": [part for part in parts if part.heading],
        "steps_total": sum(len(part.steps) for part in parts),
    }


def parts_of(dossier: DossierPage) -> list[Part]:
    """The entries that everybody may read now; a heading under which nothing is left goes with them.

    Asked of the tables, because a row of the search may be a moment behind a page that was withdrawn.
    """
    entries = list(dossier.entries.all())
    open_keys = _open_keys(entries)
    hits = hits_by_key(open_keys)
    parts = [Part("", "")]
    number = 0
    for entry in entries:
        if entry.heading:
            parts.append(Part(entry.heading, slugify(entry.heading.translate(UMLAUTS)) or f"teil-{len(parts)}"))
        hit = hits.get(_key(entry))
        if hit or entry.link:
            number += 1
            parts[-1].steps.append(Step(number, entry.why, hit, entry.link, entry.link_title))
    return [part for part in parts if part.steps]


def missing_entries(dossier: DossierPage) -> Iterator[tuple[DossierEntry, str]]:
    """(entry, why readers don't see it), for its editor."""
    entries = list(dossier.entries.all())
    open_keys = _open_keys(entries)
    for entry in entries:
        if entry.is_gone:
            yield entry, _("gelöscht")
        elif _key(entry) and _key(entry) not in open_keys:
            yield entry, _("vorbei oder noch nicht so weit") if entry.offer_id else _("nicht mehr für alle zu lesen")


def dossiers_of(owner: Page) -> list[DossierPage]:
    """An owner's dossiers that everybody may read, the newest first."""
    return list(DossierPage.objects.child_of(owner).live().public().order_by("-first_published_at"))


def _key(entry: DossierEntry) -> str:
    if entry.page_id:
        return key_of(Page, entry.page_id)
    return key_of(Offer, entry.offer_id) if entry.offer_id else ""


def _open_keys(entries: Iterable[DossierEntry]) -> set[str]:
    """The keys of what everybody may read today; three queries, however many entries."""
    entries = list(entries)
    pages = Page.objects.live().public().filter(pk__in=[entry.page_id for entry in entries if entry.page_id])
    today = timezone.localdate()
    begun, lasting = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today)
    offers = Offer.objects.filter(begun, lasting, pk__in=[entry.offer_id for entry in entries if entry.offer_id])
    over = MaterialPage.objects.filter(valid_until__lt=today).values("pk")
    return {
        *(key_of(Page, pk) for pk in pages.exclude(pk__in=over).values_list("pk", flat=True)),
        *(key_of(Offer, pk) for pk in offers.values_list("pk", flat=True)),
    }
