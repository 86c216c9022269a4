"""The to-dos of the people of a district: entries at which somebody should look, and why."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import districts_of
from directory.checking.due import due, funding, over, said_gone
from directory.entries import DISTRICT, KINDS, Entry, kind_of
from directory.models.verification import Reminder


@dataclass(frozen=True, slots=True)
class Todo:
    """One entry that waits. `reason`: due, gone, over or funding; `since`: the date that brought it here."""

    entry: Entry
    reason: str
    since: dt.date
    asked_on: dt.date | None = None  # when the actor was last asked in this round

    @property
    def kind(self) -> str:
        return kind_of(self.entry)

    @property
    def label(self) -> str:
        return str(self.entry._meta.verbose_name)

    @property
    def edit_url(self) -> str:
        return reverse(f"{self.kind}:edit", args=[self.entry.pk])

    @property
    def confirm_url(self) -> str:
        return reverse("confirm_entry", args=[self.kind, self.entry.pk])

    @property
    def is_missed(self) -> bool:
        """Whether the public is told already that nobody has confirmed it."""
        return self.reason == "due" and self.entry.unconfirmed_since is not None

    @property
    def why(self) -> str:
        day = date_format(self.since)
        match self.reason:
            case "gone":
                return _("gibt es laut Einrichtung nicht mehr: ansehen und löschen?")
            case "over":
                return _("abgelaufen am %s: verlängern oder löschen?") % day
            case "funding":
                ended = self.since < timezone.localdate()
                return (_("Förderung endete am %s: geht es weiter?") if ended else _("Förderung endet am %s")) % day
        return _("fällig seit %s") % day

    @property
    def button(self) -> str:
        return {"over": _("Bleibt beendet"), "gone": _("Gibt es noch")}.get(self.reason, _("Stimmt noch"))


Source = tuple[QuerySet[Any], str, str]  # entries, reason, the field with the date that brings them here


def sources(person: User) -> list[Source]:
    """Where to-dos come from, as questions that can be counted and cut."""
    own = districts_of(person)
    today = timezone.localdate()
    found: list[Source] = []
    for kind in KINDS:
        mine = due(kind, today).filter(**{f"{DISTRICT[kind]}__in": own})
        found.append((mine.exclude(said_gone(kind)), "due", "next_check_on"))
        if kind != "post":
            gone = KINDS[kind]._default_manager.filter(said_gone(kind), **{f"{DISTRICT[kind]}__in": own})
            found.append((gone.select_related(DISTRICT[kind]), "gone", "next_check_on"))
    offers = {f"{DISTRICT['offer']}__in": own}
    found.append((over(today).filter(**offers), "over", "valid_until"))
    found.append((funding(today).filter(**offers), "funding", "funding_ends_on"))
    return found


def count(person: User) -> int:
    return sum(rows.count() for rows, _reason, _field in sources(person))


def first(person: User, limit: int) -> list[Todo]:
    """The first to-dos, the longest waiting before all others."""
    todos = [
        Todo(entry, reason, getattr(entry, field))
        for rows, reason, field in sources(person)
        for entry in rows.order_by(field, "pk")[:limit]
    ]
    todos.sort(key=lambda todo: (todo.since, str(todo.entry)))
    return _with_askings(todos[:limit])


def _with_askings(todos: list[Todo]) -> list[Todo]:
    """Adds when the actor was asked, one question a kind."""
    asked: dict[tuple[str, int, dt.date], dt.date] = {}
    for kind in KINDS:
        pks = [todo.entry.pk for todo in todos if todo.kind == kind and todo.reason == "due"]
        reminders = Reminder.objects.filter(**{f"{kind}__in": pks}, reason="due", to=Reminder.To.ACTOR).order_by("on")
        asked |= {(kind, pk, round): on for pk, round, on in reminders.values_list(kind, "round", "on")}
    return [replace(todo, asked_on=asked.get((todo.kind, todo.entry.pk, todo.entry.next_check_on))) for todo in todos]
