"""What the directory holds of a topic in a district, as the coverage counts it."""

import pytest
from django.utils import timezone

from bestpractice.fit.judging import Supply
from bestpractice.fit.queries import supplies_in
from directory.models import Offer
from regions.models import District
from tests.factories import ALZEY, MAINZ, DistrictFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def supply(topic: Topic, ags: str = MAINZ) -> Supply:
    return supplies_in(District.objects.get(ags=ags), {topic.pk}).get(topic.pk, Supply())


def offer(*topics: Topic, confirmed: bool = False, **values: object) -> Offer:
    made: Offer = OfferFactory(checked_on=timezone.localdate() if confirmed else None, **values)
    made.topics.add(*topics)
    return made


def test_offers_count_once_at_home_and_where_their_organisation_serves() -> None:
    upper = Topic.objects.create(slug="sprache", name="Sprache")
    lower = [Topic.objects.create(slug=f"t{number}", name=f"T{number}", parent=upper) for number in range(2)]
    mainz, alzey = DistrictFactory(ags=MAINZ), DistrictFactory(ags=ALZEY)
    actor = OrganisationFactory(home_district=mainz)
    actor.districts_served.add(mainz, alzey)
    offer(*lower, confirmed=True, organisation=actor)
    offer(lower[0], organisation=actor)
    offer(lower[0], organisation=actor, is_landwide=True)
    offer(lower[0], organisation=actor, valid_until=timezone.localdate().replace(year=2020))
    offer(lower[1], organisation=OrganisationFactory(home_district=alzey))
    assert supply(upper) == Supply(here=2, confirmed=1, landwide=1)
    assert supply(lower[0]) == Supply(here=2, confirmed=1, landwide=1)
    assert supply(lower[1]) == Supply(here=1, confirmed=1)
    assert supply(upper, ALZEY) == Supply(here=3, confirmed=1, landwide=1)
