"""From the tables to records: what the public may read of organisations and their offers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from django.db.models import Prefetch, QuerySet

from directory.exchange.records import (
    ContactRecord,
    Directory,
    LocationRecord,
    OfferRecord,
    OrganisationRecord,
    ScheduleRecord,
)
from directory.models import Location, Offer, Organisation, Schedule

ORGANISATION_PARTS = ("topics", "languages", "districts_served", "locations", "contacts")
OFFER_PARTS = ("topics", "target_groups", "languages", "locations", "schedules")
AT_ONCE = 500  # organisations held in memory while a whole directory goes by


def snapshot(organisations: QuerySet[Organisation]) -> Directory:
    """All of it at once, in a number of queries that does not grow with it. Keys are the entries' `uid`."""
    pairs = list(each(organisations, at_once=None))
    return Directory(
        organisations=tuple(organisation for organisation, _offers in pairs),
        offers=tuple(offer for _organisation, offers in pairs for offer in offers),
    )


def each(
    organisations: QuerySet[Organisation], at_once: int | None = AT_ONCE
) -> Iterator[tuple[OrganisationRecord, tuple[OfferRecord, ...]]]:
    """Organisation by organisation with its offers, in steps of `at_once`, so that 20,000 offers need little memory."""
    offers = Offer.objects.order_by("title", "pk").prefetch_related(*OFFER_PARTS)
    rows = organisations.order_by("name", "pk").prefetch_related(*ORGANISATION_PARTS, Prefetch("offers", offers))
    for row in rows if at_once is None else rows.iterator(chunk_size=at_once):
        organisation = organisation_record(row)
        yield organisation, tuple(map(partial(offer_record, organisation=organisation), row.offers.all()))


def organisation_record(row: Organisation) -> OrganisationRecord:
    """Reads ORGANISATION_PARTS, best prefetched."""
    return OrganisationRecord(
        key=str(row.uid),
        name=row.name,
        kind=row.kind,
        description=row.description,
        topics=tuple(sorted(topic.slug for topic in row.topics.all())),
        languages=tuple(sorted(language.code for language in row.languages.all())),
        email=row.email,
        phone=row.phone,
        website=row.website,
        opening_hours=row.opening_hours,
        is_landwide=row.is_landwide,
        districts_served=tuple(sorted(district.ags for district in row.districts_served.all())),
        locations=tuple(map(location_record, row.locations.all())),
        contacts=tuple(
            ContactRecord(function=contact.function, email=contact.email, phone=contact.phone)
            for contact in row.contacts.all()
        ),
    )


def location_record(row: Location) -> LocationRecord:
    """A shelter keeps its name and hours, and loses whatever leads there."""
    shown = LocationRecord(
        key=str(row.uid),
        name=row.name,
        hide_address=row.hide_address,
        opening_hours=row.opening_hours,
        is_accessible=row.is_accessible,
        accessibility=row.accessibility,
    )
    if row.hide_address:
        return shown
    return replace(
        shown,
        street=row.street,
        postcode=row.postcode,
        place=row.place,
        latitude=None if row.latitude is None else round(row.latitude, 5),
        longitude=None if row.longitude is None else round(row.longitude, 5),
        directions=row.directions,
    )


def offer_record(row: Offer, organisation: OrganisationRecord) -> OfferRecord:
    """Reads OFFER_PARTS, best prefetched."""
    return OfferRecord(
        key=str(row.uid),
        organisation=organisation.key,
        title=row.title,
        need=row.need,
        summary=row.summary,
        description=row.description,
        topics=tuple(sorted(topic.slug for topic in row.topics.all())),
        target_groups=tuple(sorted(group.slug for group in row.target_groups.all())),
        languages=tuple(sorted(language.code for language in row.languages.all())),
        locations=tuple(
            str(place.uid) for place in row.locations.all() if place.organisation_id == row.organisation_id
        ),
        place=row.place,
        times=row.times,
        by_appointment=row.by_appointment,
        cost=row.cost,
        is_free=row.is_free,
        requirements=row.requirements,
        papers=row.papers,
        language_level=row.language_level,
        needs_referral=row.needs_referral,
        is_accessible=row.is_accessible,
        accessibility=row.accessibility,
        waiting_list=row.waiting_list,
        contact=row.contact,
        is_landwide=row.is_landwide,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        funding_ends_on=row.funding_ends_on,
        schedules=tuple(map(schedule_record, row.schedules.all())),
    )


def schedule_record(row: Schedule) -> ScheduleRecord:
    return ScheduleRecord(
        weekday=row.weekday, date=row.date, opens_at=row.opens_at, closes_at=row.closes_at, note=row.note
    )
