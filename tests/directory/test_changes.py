"""An entry's `changed_at` moves with all that the public reads of it."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone

from directory.models import Contact, Offer, Organisation, Schedule
from regions.models import District
from tests.factories import MAINZ, TRIER, DistrictFactory, LocationFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Language, Topic

pytestmark = pytest.mark.django_db

Change = Callable[[Organisation, Offer], object]

CHANGES: dict[str, tuple[Change, set[str]]] = {
    "a new title": (lambda organisation, offer: offer.save(), {"offer"}),
    "a confirmation": (lambda organisation, offer: offer.confirm(by="Stelle"), {"offer"}),
    "a time": (lambda organisation, offer: Schedule.objects.create(offer=offer, weekday=1), {"offer"}),
    "a topic more": (lambda organisation, offer: offer.topics.add(Topic.objects.create(slug="neu")), {"offer"}),
    "a topic's new name": (lambda organisation, offer: offer.topics.get(slug="alt").save(), {"offer", "organisation"}),
    "a topic that goes": (lambda organisation, offer: offer.topics.get(slug="alt").delete(), {"offer", "organisation"}),
    "a topic's own list": (lambda organisation, offer: offer.topics.get(slug="alt").offers.remove(offer), {"offer"}),
    "a language's new name": (lambda organisation, offer: Language.objects.get(code="uk").save(), {"organisation"}),
    "a place": (lambda organisation, offer: LocationFactory(organisation=organisation), {"organisation"}),
    "a place that goes": (lambda organisation, offer: organisation.locations.all().delete(), {"organisation"}),
    "a contact": (
        lambda organisation, offer: Contact.objects.create(organisation=organisation, function="Empfang"),
        {"organisation"},
    ),
    "a district served": (
        lambda organisation, offer: organisation.districts_served.add(DistrictFactory(ags=TRIER)),
        {"organisation"},
    ),
    "a district's new name": (lambda organisation, offer: District.objects.get(ags=MAINZ).save(), {"organisation"}),
    "an offer that goes": (lambda organisation, offer: offer.delete(), {"organisation"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_says_when_it_changed(change: str) -> None:
    make, expected = CHANGES[change]
    long_ago = timezone.now() - dt.timedelta(days=9)
    with time_machine.travel(long_ago, tick=False):
        organisation = OrganisationFactory(home_district=DistrictFactory(ags=MAINZ))
        offer = OfferFactory(organisation=organisation)
        topic = Topic.objects.create(slug="alt", name="Wohnen")
        organisation.topics.add(topic)
        organisation.languages.add(Language.objects.create(code="uk"))
        offer.topics.add(topic)
        LocationFactory(organisation=organisation)
    make(organisation, Offer.objects.get(pk=offer.pk))
    entries = {"organisation": organisation, "offer": offer}
    moved = {
        name
        for name, entry in entries.items()
        if type(entry).objects.filter(pk=entry.pk, changed_at__gt=long_ago).exists()
    }
    assert moved == expected
