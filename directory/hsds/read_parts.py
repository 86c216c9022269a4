"""What organizations and services of a foreign HSDS file have in common: attributes, places, contacts, times."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.exchange.records import ContactRecord, LocationRecord, ScheduleRecord
from directory.hsds.nodes import Node, parsed_date
from directory.hsds.parts import WEEKDAYS
from directory.hsds.taxonomy import LOCATION_DETAILS, TAXONOMIES, id_of

DATES = {"valid_from", "valid_until", "funding_ends_on"}
FLAGS = {"hide_address", "is_accessible", "is_landwide", "by_appointment", "needs_referral"}


def words_of(item: Node) -> dict[str, list[tuple[str, str]]]:
    """Taxonomy → (key, value) of the item's attributes. What another taxonomy says is taken as topics."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in TAXONOMIES}
    for attribute in item.nodes("attributes"):
        term = next(iter(attribute.nodes("taxonomy_term")), attribute)
        taxonomy, colon, key = term.text("code").partition(":")
        if colon and taxonomy in TAXONOMIES:
            found[taxonomy].append((key, attribute.text("value")))
        elif name := term.text("name", "code"):
            found["topic"].append((name, ""))
    return found


def keys(words: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted({key for key, _value in words if key}))


def details_of(item: Node, words: dict[str, list[tuple[str, str]]], names: Iterable[str]) -> dict[str, Any]:
    """The values of our own taxonomy "detail", by the record's field."""
    found: dict[str, Any] = {}
    for name, text in words["detail"]:
        if name not in names or not text:
            continue
        if name in FLAGS:
            found[name] = text == "true"
        elif name in DATES:
            found[name] = parsed_date(item, f"attributes.{name}", text)
        else:
            found[name] = text
    return found


def read_location(item: Node) -> LocationRecord:
    address = next(iter(item.nodes("addresses")), Node({}, item.number, item.problems))
    street = ", ".join(part for part in (address.text("address_1"), address.text("address_2")) if part)
    words = words_of(item)
    latitude, longitude = _coordinates(item)
    record = LocationRecord(
        key=item.text("id") or id_of("without id", street, address.text("postal_code"), item.text("name")),
        name=item.text("name"),
        street=street,
        postcode=address.text("postal_code"),
        place=address.text("city"),
        latitude=latitude,
        longitude=longitude,
        opening_hours=hours_in_words(item),
        directions=item.text("transportation"),
        accessibility=joined(node.text("description", "details") for node in item.nodes("accessibility")),
        **details_of(item, words, LOCATION_DETAILS),
    )
    if record.hide_address and (record.street or record.place or record.latitude is not None):
        item.problem("addresses", _("Der Ort soll verborgen sein und nennt doch seine Adresse; sie bleibt weg."))
        return LocationRecord(
            record.key,
            record.name,
            hide_address=True,
            opening_hours=record.opening_hours,
            is_accessible=record.is_accessible,
            accessibility=record.accessibility,
        )
    return record


def _coordinates(item: Node) -> tuple[float | None, float | None]:
    latitude, longitude = item.number_of("latitude"), item.number_of("longitude")
    if latitude is None and longitude is None:
        return None, None
    if latitude is None or longitude is None:
        item.problem("latitude", _("Breite und Länge gehören zusammen. Eine fehlt, die andere bleibt weg."))
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        item.problem("latitude", _("Diesen Punkt gibt es nicht: Breite bis 90, Länge bis 180 Grad. Er bleibt weg."))
        return None, None
    return round(latitude, 5), round(longitude, 5)


def phones_of(item: Node) -> list[tuple[str, str]]:
    """(number, what it is for)."""
    found = [(node.text("number"), node.text("description")) for node in item.nodes("phones")]
    return [(number, what) for number, what in found if number]


def read_contact(item: Node) -> ContactRecord | None:
    """By function. A person's name is not taken over; who has nothing but a name is a contact all the same."""
    phones = phones_of(item)
    email = item.text("email")
    function = item.text("title", "department")
    if not (function or email or phones):
        return None
    return ContactRecord(function or _now("Kontakt"), email, phones[0][0] if phones else "")


def hours_in_words(item: Node) -> str:
    """Opening hours as a text; weekly ones of other systems become words."""
    return joined(_in_words(schedule) for schedule in item.nodes("schedules"))


def read_schedules(item: Node) -> tuple[tuple[ScheduleRecord, ...], str]:
    """Weekly times and single dates; what repeats otherwise, or is told in words alone, comes as a text."""
    records: list[ScheduleRecord] = []
    words: list[str] = []
    for schedule in item.nodes("schedules"):
        found = _read_schedule(schedule)
        records += found
        if not found:
            words.append(_in_words(schedule))
    return tuple(records), joined(words)


def _read_schedule(item: Node) -> list[ScheduleRecord]:
    opens, closes = item.time("opens_at"), item.time("closes_at")
    if opens and closes and opens >= closes:
        item.problem("closes_at", _("Das Ende liegt nicht nach dem Anfang. Es bleibt weg."))
        closes = None
    note = item.text("description", "notes")
    days = [day.strip().upper() for day in item.text("byday").split(",") if day.strip()]
    if unknown := [day for day in days if day not in WEEKDAYS]:
        if item.text("freq") != "MONTHLY":
            item.problem("byday", _("„%s“ ist kein Wochentag wie MO oder TU.") % unknown[0][:20])
        return []
    if item.text("freq") == "MONTHLY" or (item.number_of("interval") or 1) != 1:
        return []
    if days:
        return [_time(note, opens, closes, weekday=WEEKDAYS.index(day)) for day in days]
    day = item.date("dtstart") or item.date("valid_from")
    once = item.number_of("count") == 1 or (
        item.text("valid_from") and item.text("valid_from") == item.text("valid_to")
    )
    return [_time(note, opens, closes, date=day)] if day and once else []


def _time(
    note: str,
    opens: dt.time | None,
    closes: dt.time | None,
    weekday: int | None = None,
    date: dt.date | None = None,
) -> ScheduleRecord:
    return ScheduleRecord(weekday=weekday, date=date, opens_at=opens, closes_at=closes, note=note)


def _in_words(item: Node) -> str:
    """Its description, else its rule as it stands: better than nothing."""
    if words := item.text("description", "notes"):
        return words
    rule = [item.text(name) for name in ("freq", "byday", "bymonthday", "dtstart")]
    hours = "–".join(part for part in (item.text("opens_at"), item.text("closes_at")) if part)
    return " ".join(part for part in (*rule, hours) if part)


def joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
