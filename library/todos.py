"""What the owner of a material should look at: a dead link, a validity that ends or has ended."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from library.models import MaterialPage, MaterialTelling
from library.models.link import DEAD_AFTER

NEAR = dt.timedelta(days=30)  # as long before the end of validity somebody is told
Reason = MaterialTelling.Reason


@dataclass(frozen=True, slots=True)
class Todo:
    """One material that waits, and since when."""

    material: MaterialPage
    reason: MaterialTelling.Reason
    since: dt.date

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.material.pk])

    @property
    def why(self) -> str:
        day = date_format(self.since)
        match self.reason:
            case Reason.DEAD:
                return _("Link seit dem %(day)s nicht erreichbar. %(problem)s") % {
                    "day": day,
                    "problem": self.material.link_check.problem,
                }
            case Reason.SOON:
                return _("gilt noch bis %s: verlängern oder ersetzen?") % day
        return _("galt bis %s: verlängern, ersetzen oder zurückziehen?") % day


def dead() -> QuerySet[MaterialPage]:
    """Live materials whose link failed on different days, one after the other."""
    failed = Q(link_check__failures__gte=DEAD_AFTER, link_check__address=F("link"))
    return MaterialPage.objects.live().filter(failed).select_related("link_check")


def over(on: dt.date) -> QuerySet[MaterialPage]:
    return MaterialPage.objects.live().filter(valid_until__lt=on)


def ending(on: dt.date) -> QuerySet[MaterialPage]:
    """Live materials whose validity ends soon."""
    return MaterialPage.objects.live().filter(valid_until__range=(on, on + NEAR))


def below(paths: Iterable[str]) -> Q:
    """Materials of the owners whose pages have these paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(path__startswith=path)
    return found


def todos(materials: Q) -> list[Todo]:
    """Of these materials, the longest waiting first."""
    today = timezone.localdate()
    found = [
        *(Todo(page, Reason.DEAD, page.link_check.failing_since or today) for page in dead().filter(materials)),
        *(Todo(page, Reason.OVER, day) for page in over(today).filter(materials) if (day := page.valid_until)),
        *(Todo(page, Reason.SOON, day) for page in ending(today).filter(materials) if (day := page.valid_until)),
    ]
    return sorted(found, key=lambda todo: (todo.since, todo.material.title, todo.reason))
