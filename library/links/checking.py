"""Which links are to be looked at, and what a look changes: one failure says nothing, two on different days do."""

import datetime as dt
from collections import Counter
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from library.links.looking import Finding, Look, look
from library.models import LinkCheck, MaterialPage
from library.models.link import DEAD_AFTER

EVERY = dt.timedelta(days=7)
APART = dt.timedelta(seconds=20)  # between two questions to the same host
ENOUGH_OTHERS = 3  # links that tell whether it is our own way out that is closed


def due(on: dt.date) -> QuerySet[MaterialPage]:
    """Public materials whose link is new, was last tried a week ago, or has failed once on another day."""
    same = Q(link_check__address=F("link"))
    settled = same & Q(link_check__checked_on__gt=on - EVERY)
    doubtful = same & Q(link_check__failures__range=(1, DEAD_AFTER - 1), link_check__checked_on__lt=on)
    public = MaterialPage.objects.live().public().exclude(link="")
    return public.filter(doubtful | ~settled | Q(link_check=None)).order_by("pk")


def queue_due() -> int:
    """Each link its own task, those to one host after each other; returns how many."""
    from library.tasks import check_link

    now = timezone.now()
    asked: Counter[str] = Counter()
    for pk, link in due(timezone.localdate()).values_list("pk", "link"):
        host = urlsplit(link).netloc
        check_link.using(run_after=now + APART * asked[host]).enqueue(pk)
        asked[host] += 1
    return asked.total()


def check(pk: int) -> str:
    """Looks at a material's link and notes it; returns what was found. Not inside a transaction: servers take time."""
    material = MaterialPage.objects.live().exclude(link="").filter(pk=pk).first()
    if material is None:
        return "gone"
    found = look(material.link)
    with transaction.atomic():
        row, _made = LinkCheck.objects.select_for_update().get_or_create(
            material=material, defaults={"address": material.link}
        )
        if row.address != material.link:
            row = LinkCheck(pk=row.pk, material=material, address=material.link)  # what was said of another is void
        _note(row, found)
    return found.finding.name.lower()


def _note(row: LinkCheck, found: Look) -> None:
    match found.finding:
        case Finding.REACHED:
            row.note_answered()
        case Finding.DEAD:
            row.note_failure(found.problem)
        case Finding.UNREACHED if not _is_cut_off(row):
            row.note_failure(found.problem)
        case _:
            row.note_unclear()


def _is_cut_off(row: LinkCheck) -> bool:
    """Whether nobody else answers either: then it is not the links that are dead."""
    others = LinkCheck.objects.exclude(pk=row.pk).exclude(checked_on=None)
    if others.count() < ENOUGH_OTHERS:
        return False
    return not others.filter(answered_on__gt=timezone.localdate() - EVERY - dt.timedelta(days=1)).exists()
