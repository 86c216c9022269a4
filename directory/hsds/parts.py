"""What organisations and services in HSDS have in common: addresses, contacts, times, attributes."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from directory.exchange.records import ContactRecord, LocationRecord, ScheduleRecord
from directory.hsds.taxonomy import LOCATION_DETAILS, Term, Terms, id_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # RFC 5545
LOW = (1 << 64) - 1

Item = dict[str, Any]


def filled(**values: Any) -> Item:
    """HSDS leaves out what is not known."""
    return {name: value for name, value in values.items() if value not in ("", None, [], ())}


def at_location(service: str, location: str) -> str:
    """The id of "this service at this location": half of the one's and half of the other's, so that it can be found."""
    offer, place = uuid.UUID(service), uuid.UUID(location)
    return str(uuid.UUID(int=(offer.int & ~LOW) | (place.int & LOW)))


def attribute(entity: str, owner: str, term: Term, value: str = "") -> Item:
    return filled(
        id=id_of("attribute", owner, term.code),
        link_id=owner,
        link_entity=entity,
        link_type=term.taxonomy,
        taxonomy_term_id=term.id,
        value=value,
        taxonomy_term=term.as_hsds(),
    )


def attributes(entity: str, owner: str, terms: Terms, **keys: Iterable[str]) -> list[Item]:
    """`keys`: by taxonomy."""
    return [attribute(entity, owner, terms[name, key]) for name, several in keys.items() for key in several]


def details(entity: str, owner: str, terms: Terms, record: Any, names: Iterable[str]) -> list[Item]:
    """What HSDS has no field for: true as "true", dates as ISO 8601, texts as they are."""
    values = {name: getattr(record, name) for name in names}
    return [
        attribute(entity, owner, terms["detail", name], "true" if value is True else str(value))
        for name, value in values.items()
        if value
    ]


def location(record: LocationRecord, terms: Terms) -> Item:
    """One-to-one fields alone, as lists have them; nothing that leads to a shelter is in the record."""
    return filled(
        id=record.key,
        location_type="physical",
        name=record.name,
        transportation=record.directions,
        latitude=record.latitude,
        longitude=record.longitude,
    )


def location_full(record: LocationRecord, terms: Terms) -> Item:
    return location(record, terms) | filled(
        addresses=_addresses(record, terms),
        accessibility=[
            {"id": id_of("accessibility", record.key), "location_id": record.key, "description": record.accessibility}
        ]
        if record.accessibility
        else [],
        schedules=[spoken(record.key, record.opening_hours, location_id=record.key)] if record.opening_hours else [],
        attributes=details("location", record.key, terms, record, LOCATION_DETAILS),
    )


def _addresses(record: LocationRecord, terms: Terms) -> list[Item]:
    if not (record.street or record.postcode or record.place):
        return []
    return [
        {
            "id": id_of("address", record.key),
            "location_id": record.key,
            "address_1": record.street,
            "city": record.place,
            "state_province": terms.land,
            "postal_code": record.postcode,
            "country": "DE",
            "address_type": "physical",
        }
    ]


def contact(record: ContactRecord, organisation: str, number: int) -> Item:
    """A function; HSDS would have a name, we never do."""
    own = id_of("contact", organisation, str(number))
    phones = [phone(record.phone, own, contact_id=own)] if record.phone else []
    return filled(id=own, organization_id=organisation, title=record.function, email=record.email, phones=phones)


def phone(number: str, *names: str, **owner: str) -> Item:
    return {"id": id_of("phone", *names), **owner, "number": number, "type": "voice"}


def schedule(record: ScheduleRecord, service: str, number: int) -> Item:
    """Times as a clock here shows them: a summer and a winter offset would be wrong for half of the year."""
    if record.date is not None:
        day = record.date.isoformat()
        when = {"valid_from": day, "valid_to": day, "dtstart": day, "freq": "WEEKLY", "interval": 1, "count": 1}
    else:
        assert record.weekday is not None
        when = {"freq": "WEEKLY", "interval": 1, "byday": WEEKDAYS[record.weekday]}
    return filled(
        id=id_of("schedule", service, str(number)),
        service_id=service,
        **when,
        description=record.note,
        opens_at=clock(record.opens_at),
        closes_at=clock(record.closes_at),
    )


def spoken(*names: str, **owner: str) -> Item:
    """Times in words: (owner, words)."""
    *owners, words = names
    return {"id": id_of("spoken", *owners), **owner, "description": words}


def clock(time: dt.time | None) -> str:
    return time.isoformat("auto" if time.second else "minutes") if time else ""
