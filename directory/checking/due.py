"""What needs a look on a day, and what of it nobody has been told yet. Questions only: nothing is written here."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from directory.entries import KINDS, READ_WITH, Entry, kind_of
from directory.models import Offer, Source
from directory.models.freshness import GRACE, REMIND_EVERY
from directory.models.verification import Reminder, Verification, number_on

BUNDLE = dt.timedelta(days=7)  # what falls due within a week goes into the mail that is sent anyway
FUNDING_NEAR = dt.timedelta(days=60)  # as long before its end somebody is told; long enough to apply again
DAY = dt.timedelta(days=1)
Reason = Reminder.Reason


@dataclass(frozen=True, slots=True)
class Call:
    """An entry about which somebody is to be told. `waits`: only so that it can ride with others."""

    entry: Entry
    reason: Reason
    round: dt.date
    number: int
    waits: bool

    @property
    def key(self) -> tuple[str, int]:
        return kind_of(self.entry), int(self.entry.pk)


def kept_here(kind: str) -> QuerySet[Any]:
    """Entries that are looked after here, not those that a subscribed source keeps."""
    rows = KINDS[kind]._default_manager.select_related(*READ_WITH[kind])
    if kind == "post":
        return rows
    return rows.filter(Q(source=None) | Q(source__kind=Source.Kind.FILE))


def due(kind: str, on: dt.date) -> QuerySet[Any]:
    """Entries whose check is due. An offer that is over is no longer shown, so nobody needs to confirm it."""
    rows = kept_here(kind).filter(next_check_on__lte=on)
    return still_running(rows, on) if kind == "offer" else rows


def missed(kind: str, on: dt.date) -> QuerySet[Any]:
    """Entries of which the public is told that nobody has confirmed them."""
    rows = kept_here(kind).filter(next_check_on__lte=on - GRACE)
    return still_running(rows, on) if kind == "offer" else rows


def still_running(offers: QuerySet[Any], on: dt.date) -> QuerySet[Any]:
    return offers.filter(Q(valid_until=None) | Q(valid_until__gte=on))


def said_gone(kind: str) -> Exists:
    """Whether the last word in this round is its keeper's, that the entry no longer exists."""
    of_round = Verification.objects.filter(round=OuterRef("round"), **{kind: OuterRef(kind)})
    contradicted = Exists(of_round.filter(is_true=True, pk__gt=OuterRef("pk")))
    gone = Verification.objects.filter(**{kind: OuterRef("pk")}, round=OuterRef("next_check_on"), is_true=False)
    return Exists(gone.exclude(contradicted))


def over(on: dt.date) -> QuerySet[Offer]:
    """Offers that ended, and at which nobody has looked since."""
    ended = kept_here("offer").filter(valid_until__lt=on)
    return ended.filter(Q(checked_on=None) | Q(checked_on__lte=F("valid_until")))


def funding(on: dt.date) -> QuerySet[Offer]:
    """Running offers whose funding ends soon or has ended, and at which nobody has looked since that is so."""
    running = still_running(kept_here("offer"), on)
    lost = Q(funding_ends_on__lt=on) & (Q(checked_on=None) | Q(checked_on__lte=F("funding_ends_on")))
    near = Q(funding_ends_on__range=(on, on + FUNDING_NEAR)) & (
        Q(checked_on=None) | Q(checked_on__lte=F("funding_ends_on") - FUNDING_NEAR - DAY)
    )
    return running.filter(lost | near)


def untold(on: dt.date) -> Iterator[Call]:
    """Everything that somebody is to be told on a day, each entry once for each reason."""
    for kind in KINDS:
        yield from _due_untold(kind, on)
    for offer in _not_told(over(on), Reason.OVER, F("valid_until"), Value(1)):
        yield Call(offer, Reason.OVER, offer.valid_until, 1, waits=False)
    lost = Case(When(funding_ends_on__lt=on, then=2), default=1, output_field=IntegerField())
    for offer in _not_told(funding(on), Reason.FUNDING, F("funding_ends_on"), lost):
        yield Call(offer, Reason.FUNDING, offer.funding_ends_on, offer.reached, waits=False)


def _due_untold(kind: str, on: dt.date) -> Iterator[Call]:
    until = on + BUNDLE
    reached = Case(
        When(next_check_on__lte=until - GRACE, then=3),
        When(next_check_on__lte=until - REMIND_EVERY, then=2),
        default=1,
        output_field=IntegerField(),
    )
    for entry in _not_told(due(kind, until).exclude(said_gone(kind)), Reason.DUE, F("next_check_on"), reached):
        waits = number_on(entry.next_check_on, on) < entry.reached
        yield Call(entry, Reason.DUE, entry.next_check_on, entry.reached, waits)


def _not_told(rows: QuerySet[Any], reason: Reason, round: F, reached: Case | Value) -> Iterator[Any]:
    """Those whose `reached` number, or a later one, was not told in this round."""
    kind = str(rows.model._meta.model_name)
    rows = rows.annotate(reached=reached, asked_for=round)
    told = Reminder.objects.filter(
        **{kind: OuterRef("pk")}, reason=reason, round=OuterRef("asked_for"), number__gte=OuterRef("reached")
    )
    return rows.exclude(Exists(told)).order_by("next_check_on", "pk").iterator(chunk_size=2000)
