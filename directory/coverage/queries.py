"""How many offers there are per district and topic: three questions to the database, however many cells and offers."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory.coverage.question import Question
from directory.models import Offer, Source
from directory.models.freshness import GRACE

LANDWIDE = ""  # stands where a district's key would, for offers that hold in the whole Land
IS_LANDWIDE = Q(is_landwide=True) | Q(organisation__is_landwide=True)
ALL_TOPICS = 0  # stands where a topic's number would, for all offers together, those without a topic too


@dataclass(frozen=True, slots=True)
class Tally:
    """Offers in one cell. Unconfirmed: never checked, or not confirmed again in time."""

    confirmed: int = 0
    unconfirmed: int = 0


NOTHING = Tally()
SHOWN = 12  # of what holds everywhere
Tallies = dict[tuple[str, int], Tally]  # (official key or LANDWIDE, topic's number or ALL_TOPICS)


@dataclass(frozen=True, slots=True)
class LandwideOffers:
    """The first of them, and how many there are."""

    shown: list[Offer]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


def count_offers(question: Question, *, all_lower: bool = False) -> Tallies:
    """Tallies of all topics of the upper tier, and of the lower ones below the opened topic or of `all_lower`.

    Cells without any offer are missing. An offer counts once in each district that its organisation serves, once in
    each topic it bears, and once in each upper topic above them. The question's district does not narrow: whoever
    compares asks for several.
    """
    offers = asked_offers(question)
    everything = Value(ALL_TOPICS, output_field=IntegerField())
    tallies = _by_district(offers, everything)
    tallies |= _by_district(offers.filter(topics__isnull=False), Coalesce("topics__parent_id", "topics__id"))
    lower = Q(topics__parent__isnull=False) if all_lower else Q(topics__parent=question.opened)
    if all_lower or question.opened:
        tallies |= _by_district(offers.filter(lower), F("topics__id"))
    return tallies


def asked_offers(question: Question) -> QuerySet[Offer]:
    """What holds today, for the question's target group and in its language: the same that the lists show."""
    today = timezone.localdate()
    offers = Offer.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today)
    )
    if question.target_group:
        offers = offers.filter(target_groups=question.target_group)
    if question.language:
        offers = offers.filter(languages=question.language)
    return offers


def is_confirmed(today: dt.date) -> Q:
    """Somebody has checked it, and is not so late with the next check that the public is told.

    What a subscribed source keeps is not checked by us, whatever was checked before it was subscribed.
    """
    kept_here = Q(source=None) | Q(source__kind=Source.Kind.FILE)
    return kept_here & Q(checked_on__isnull=False, next_check_on__gt=today - GRACE)


def _by_district(offers: QuerySet[Offer], topic: Value | Coalesce | F) -> Tallies:
    """One query. Home, served districts and Land are told apart, so that no offer counts twice in a cell."""
    local = offers.exclude(IS_LANDWIDE)
    home = local.annotate(ags=F("organisation__home_district_id"))
    elsewhere = Q(ags__isnull=False) & ~Q(ags=F("organisation__home_district_id"))
    served = local.annotate(ags=F("organisation__districts_served")).filter(elsewhere)
    land = offers.filter(IS_LANDWIDE).annotate(ags=Value(LANDWIDE, output_field=CharField()))
    first, *others = (_tally(part.annotate(topic=topic)) for part in (home, served, land))
    tallies: dict[tuple[str, int], Tally] = defaultdict(Tally)
    for ags, number, confirmed, unconfirmed in first.union(*others, all=True):
        before = tallies[ags, number]
        tallies[ags, number] = Tally(before.confirmed + confirmed, before.unconfirmed + unconfirmed)
    return {cell: tally for cell, tally in tallies.items() if tally != NOTHING}


def _tally(offers: QuerySet[Any]) -> QuerySet[Offer, tuple[str, int, int, int]]:
    confirmed = is_confirmed(timezone.localdate())
    return (
        offers.order_by()
        .values("ags", "topic")
        .annotate(
            confirmed=Count("pk", filter=confirmed, distinct=True),
            unconfirmed=Count("pk", filter=~confirmed, distinct=True),
        )
        .values_list("ags", "topic", "confirmed", "unconfirmed")
    )


def landwide_offers(question: Question) -> LandwideOffers:
    """What holds everywhere, for the question's topic too; the first by title."""
    offers = asked_offers(question).filter(IS_LANDWIDE)
    if question.topic:
        offers = offers.filter(Q(topics=question.topic) | Q(topics__parent=question.topic)).distinct()
    return LandwideOffers(list(offers.select_related("organisation")[:SHOWN]), offers.count())
