"""From records to HSDS 3.0: organisations, services, services at locations. docs/exchange.md has the table."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.exchange.records import LocationRecord, OfferRecord, OrganisationRecord
from directory.hsds import parts
from directory.hsds.parts import Item, at_location, attributes, details, filled
from directory.hsds.taxonomy import CURRENCY, OFFER_DETAILS, ORGANISATION_DETAILS, Terms, id_of


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the portal tells of an entry besides its record. `districts`: official keys."""

    url: str = ""
    changed_at: dt.datetime | None = None
    checked_on: dt.date | None = None
    districts: tuple[str, ...] = ()
    is_example: bool = False


NOTHING = Beyond()


def organization(record: OrganisationRecord, beyond: Beyond = NOTHING) -> Item:
    """One-to-one fields alone. The standard wants a description even where there is none."""
    return filled(id=record.key, name=record.name) | {
        "description": record.description,
        **filled(email=record.email, website=record.website, uri=beyond.url),
    }


def organization_full(
    record: OrganisationRecord, terms: Terms, services: Iterable[Item] = (), beyond: Beyond = NOTHING
) -> Item:
    key = record.key
    words = attributes(
        "organization",
        key,
        terms,
        kind=[record.kind],
        topic=record.topics,
        language=record.languages,
        district=record.districts_served,
    )
    return organization(record, beyond) | filled(
        phones=[parts.phone(record.phone, key, organization_id=key)] if record.phone else [],
        contacts=[parts.contact(contact, key, number) for number, contact in enumerate(record.contacts)],
        locations=[parts.location_full(place, terms) | {"organization_id": key} for place in record.locations],
        attributes=words + details("organization", key, terms, record, ORGANISATION_DETAILS),
        services=list(services),
    )


def service(record: OfferRecord, beyond: Beyond = NOTHING) -> Item:
    """One-to-one fields alone."""
    return filled(
        id=record.key,
        organization_id=record.organisation,
        name=record.title,
        description=record.description,
        url=beyond.url,
        status=status(record),
        application_process=record.contact,
        fees_description=record.cost,
        wait_time=record.waiting_list,
        eligibility_description=record.requirements,
        assured_date=beyond.checked_on and beyond.checked_on.isoformat(),
        alert=_("Beispiel, kein wirkliches Angebot.") if beyond.is_example else "",
        last_modified=beyond.changed_at and beyond.changed_at.isoformat(),
    )


def status(record: OfferRecord) -> str:
    """Only what takes place today is active."""
    today = timezone.localdate()
    begun = record.valid_from is None or record.valid_from <= today
    over = record.valid_until is not None and record.valid_until < today
    return "active" if begun and not over else "inactive"


def service_full(record: OfferRecord, organisation: OrganisationRecord, terms: Terms, beyond: Beyond = NOTHING) -> Item:
    """With everything that hangs on it; its organization is told in the one-to-one fields of lists."""
    key = record.key
    schedules = [parts.schedule(schedule, key, number) for number, schedule in enumerate(record.schedules)]
    places = {place.key: place for place in organisation.locations}
    return service(record, beyond) | filled(
        schedules=schedules + ([parts.spoken(key, record.times, service_id=key)] if record.times else []),
        service_areas=_areas(record, organisation, terms, beyond),
        service_at_locations=[
            {**_at(record, places[place]), "location": parts.location_full(places[place], terms)}
            for place in record.locations
        ],
        languages=[
            {"id": id_of("language", key, code), "service_id": key, "name": terms["language", code].name, "code": code}
            for code in record.languages
        ],
        organization=organization(organisation),
        cost_options=[{"id": id_of("cost", key), "service_id": key, "currency": CURRENCY, "amount": 0}]
        if record.is_free
        else [],
        required_documents=[{"id": id_of("document", key), "service_id": key, "document": record.papers}]
        if record.papers
        else [],
        attributes=attributes("service", key, terms, topic=record.topics, target_group=record.target_groups)
        + details("service", key, terms, record, OFFER_DETAILS),
    )


def service_at_location(
    record: OfferRecord,
    organisation: OrganisationRecord,
    place: LocationRecord,
    terms: Terms,
    beyond: Beyond = NOTHING,
    full: bool = False,
) -> Item:
    """A service at one of its places; lists tell both in their one-to-one fields."""
    at = _at(record, place)
    if not full:
        inner: Item = {**service(record, beyond), "organization": organization(organisation)}
        return {**at, "location": parts.location(place, terms), "service": inner}
    inner = service_full(record, organisation, terms, beyond)
    inner.pop("service_at_locations", None)
    return {**at, "location": parts.location_full(place, terms), "service": inner}


def _at(record: OfferRecord, place: LocationRecord) -> Item:
    return {"id": at_location(record.key, place.key), "service_id": record.key, "location_id": place.key}


def _areas(record: OfferRecord, organisation: OrganisationRecord, terms: Terms, beyond: Beyond) -> list[Item]:
    """The Land, or the districts by name and official key."""
    if record.is_landwide or organisation.is_landwide:
        areas: dict[str, Any] = {"": terms.land}
    else:
        areas = {ags: terms["district", ags].name for ags in beyond.districts}
    return [
        filled(
            id=id_of("area", record.key, ags),
            service_id=record.key,
            name=name,
            extent=ags,
            extent_type="text" if ags else "",
        )
        for ags, name in areas.items()
        if name
    ]
