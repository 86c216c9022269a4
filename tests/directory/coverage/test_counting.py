"""What the database counts is what somebody would count who went through all offers one by one."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from directory.coverage.queries import ALL_TOPICS, LANDWIDE, Tallies, Tally, count_offers
from directory.coverage.question import Question
from directory.models import Offer, Source
from tests.factories import ALZEY, MAINZ, TRIER, DistrictFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Language, TargetGroup, Topic

DISTRICTS = (MAINZ, TRIER, ALZEY)
UPPER = {"sprache": ["kurs", "treff"], "wohnen": ["miete"]}
GROUPS, LANGUAGES = ("frauen", "familien"), ("uk", "ar")


def lay_out_topics() -> None:
    for name, below in UPPER.items():
        parent = Topic.objects.create(slug=name, name=name)
        for lower in below:
            Topic.objects.create(slug=lower, name=lower, parent=parent)
    TargetGroup.objects.bulk_create(TargetGroup(slug=slug, name=slug) for slug in GROUPS)
    Language.objects.bulk_create(Language(code=code, name=code, own_name=code) for code in LANGUAGES)
    for ags in DISTRICTS:
        DistrictFactory(ags=ags)


def days(low: int, high: int) -> Any:
    return st.none() | st.integers(low, high)


SLUGS = [*UPPER, *(lower for below in UPPER.values() for lower in below)]
OFFERS = st.lists(
    st.fixed_dictionaries(
        {
            "home": st.sampled_from(DISTRICTS),
            "served": st.sets(st.sampled_from(DISTRICTS)),
            "topics": st.sets(st.sampled_from(SLUGS)),
            "groups": st.sets(st.sampled_from(GROUPS)),
            "languages": st.sets(st.sampled_from(LANGUAGES)),
            "is_landwide": st.integers(0, 5).map(lambda number: number == 0),
            "actor_is_landwide": st.integers(0, 5).map(lambda number: number == 0),
            "source": st.sampled_from([None, None, Source.Kind.FILE, Source.Kind.INTEGREAT]),
            "begins": days(-1, 1),
            "ends": days(-1, 1),
            "checked": days(-400, 0),
            "next_check": st.sampled_from([-400, -61, -60, -59, 0, 182]),
        }
    ),
    max_size=8,
)
QUESTIONS = st.tuples(
    st.sampled_from([None, *SLUGS]), st.sampled_from([None, *GROUPS]), st.sampled_from([None, *LANGUAGES])
)


def after(days: int | None) -> dt.date | None:
    return None if days is None else timezone.localdate() + dt.timedelta(days)


def enter(wish: dict[str, Any]) -> None:
    organisation = OrganisationFactory(home_district_id=wish["home"], is_landwide=wish["actor_is_landwide"])
    organisation.districts_served.set(wish["served"])
    kind = wish["source"]
    offer = OfferFactory(
        organisation=organisation,
        source=kind and Source.objects.get_or_create(district_id=MAINZ, name=kind, kind=kind)[0],
        is_landwide=wish["is_landwide"],
        valid_from=after(wish["begins"]),
        valid_until=after(wish["ends"]),
        checked_on=after(wish["checked"]),
        next_check_on=after(wish["next_check"]),
    )
    offer.topics.set(Topic.objects.filter(slug__in=wish["topics"]))
    offer.target_groups.set(TargetGroup.objects.filter(slug__in=wish["groups"]))
    offer.languages.set(Language.objects.filter(code__in=wish["languages"]))


def one_by_one(question: Question) -> Tallies:
    """The slow and obvious way."""
    confirmed: Counter[tuple[str, int]] = Counter()
    unconfirmed: Counter[tuple[str, int]] = Counter()
    for offer in Offer.objects.all():
        if offer.is_over() or (offer.valid_from and offer.valid_from > timezone.localdate()):
            continue
        if question.target_group and question.target_group not in offer.target_groups.all():
            continue
        if question.language and question.language not in offer.languages.all():
            continue
        organisation = offer.organisation
        here = {organisation.home_district_id, *(district.ags for district in organisation.districts_served.all())}
        topics = set(offer.topics.all())
        rows = {ALL_TOPICS} | {topic.parent_id or topic.pk for topic in topics}
        rows |= {topic.pk for topic in topics if topic.parent_id and topic.parent_id == question.opened}
        fine = offer.checked_on and not offer.unconfirmed_since and not offer.is_kept_elsewhere
        everywhere = offer.is_landwide or organisation.is_landwide
        (confirmed if fine else unconfirmed).update(
            (ags, row) for ags in ({LANDWIDE} if everywhere else here) for row in rows
        )
    return {cell: Tally(confirmed[cell], unconfirmed[cell]) for cell in confirmed | unconfirmed}


@pytest.mark.every_database
class TestWhatIsCounted(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        lay_out_topics()

    @given(offers=OFFERS, asked=QUESTIONS)
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_is_what_one_would_count_by_hand(self, offers: list[dict[str, Any]], asked: tuple[str, str, str]) -> None:
        for wish in offers:
            enter(wish)
        topic, group, language = asked
        question = Question(
            topic=Topic.objects.filter(slug=topic).first(),
            target_group=TargetGroup.objects.filter(slug=group).first(),
            language=Language.objects.filter(code=language).first(),
        )
        assert count_offers(question) == one_by_one(question)


@pytest.mark.django_db
def test_counting_takes_three_queries_however_many_offers_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lay_out_topics()
    question = Question(topic=Topic.objects.get(slug="kurs"))
    for ags in DISTRICTS * 4:
        offer = OfferFactory(organisation__home_district_id=ags)
        offer.topics.set(Topic.objects.all())
        with django_assert_num_queries(3):
            count_offers(question)
