"""The directory as plain values, between the database and every format: tables, HSDS, Integreat.

A record says only what the public may read: a hidden address is a place without street, postcode, town and coordinates.
Readers parse at the edge, so whoever gets a record may trust it. Vocabulary stands as its keys.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocationRecord:
    """Coordinates: WGS84, degrees, at most five decimals. `key`: unique within its organisation."""

    key: str = ""
    name: str = ""
    street: str = ""
    postcode: str = ""
    place: str = ""
    hide_address: bool = False
    latitude: float | None = None
    longitude: float | None = None
    opening_hours: str = ""
    directions: str = ""
    is_accessible: bool = False
    accessibility: str = ""


@dataclass(frozen=True, slots=True)
class ContactRecord:
    function: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleRecord:
    """A weekly time or a single date: exactly one of `weekday` (0 is Monday) and `date`."""

    weekday: int | None = None
    date: dt.date | None = None
    opens_at: dt.time | None = None
    closes_at: dt.time | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """`key`: its name in the source, or its `uid` where it comes from this portal. Districts as official keys (AGS)."""

    key: str
    name: str
    kind: str = "other"
    description: str = ""
    topics: tuple[str, ...] = ()  # slugs, sorted
    languages: tuple[str, ...] = ()  # codes, sorted
    email: str = ""
    phone: str = ""
    website: str = ""
    opening_hours: str = ""
    is_landwide: bool = False
    districts_served: tuple[str, ...] = ()  # besides the home district, sorted
    locations: tuple[LocationRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """`key` as an organisation's; `organisation`: the key of the organisation that offers it."""

    key: str
    organisation: str
    title: str
    need: str = ""
    summary: str = ""
    description: str = ""
    topics: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()  # keys of the organisation's locations, in their order
    place: str = ""
    times: str = ""
    by_appointment: bool = False
    cost: str = ""
    is_free: bool = False
    requirements: str = ""
    papers: str = ""
    language_level: str = ""
    needs_referral: bool = False
    is_accessible: bool = False
    accessibility: str = ""
    waiting_list: str = ""
    contact: str = ""
    is_landwide: bool = False
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    funding_ends_on: dt.date | None = None
    schedules: tuple[ScheduleRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """A whole directory, or a part: each offer's organisation is in it."""

    organisations: tuple[OrganisationRecord, ...] = ()
    offers: tuple[OfferRecord, ...] = ()
