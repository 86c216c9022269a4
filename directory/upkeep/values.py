"""An entry's fields as an actor's form knows them: read, written, compared and put into words."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.models import Location, Offer, Organisation
from vocabulary.models import Language, Topic

Values = dict[str, Any]  # {field: text, truth value, or sorted keys of the vocabulary}; JSON

OF_ADDRESS = ("street", "postcode", "place", "hide_address")
ORGANISATION: dict[str, str | Promise] = {
    "name": _("Name"),
    "description": _("Was wir tun"),
    "phone": _("Telefon"),
    "email": _("Mailadresse"),
    "website": _("Website"),
    "opening_hours": _("Öffnungszeiten"),
    "street": _("Straße und Hausnummer"),
    "postcode": _("Postleitzahl"),
    "place": _("Ort"),
    "hide_address": _("Adresse nicht veröffentlichen"),
    "languages": _("Sprachen"),
    "topics": _("Themen"),
}
OFFER: dict[str, str | Promise] = {
    "title": _("Titel"),
    "summary": _("In einem Satz"),
    "description": _("Beschreibung"),
    "times": _("Wann"),
    "place": _("Wo (in Worten)"),
    "cost": _("Kosten"),
    "is_free": _("kostenfrei"),
    "requirements": _("Voraussetzungen"),
    "contact": _("Anmeldung und Kontakt"),
    "is_accessible": _("barrierefrei"),
    "languages": _("Sprachen"),
    "valid_until": _("gültig bis einschließlich"),
}
VOCABULARY: dict[str, tuple[type[Language] | type[Topic], str]] = {
    "languages": (Language, "code"),
    "topics": (Topic, "slug"),
}


def labels_of(entry: Organisation | Offer) -> dict[str, str | Promise]:
    return OFFER if isinstance(entry, Offer) else ORGANISATION


def present(entry: Organisation | Offer, location: Location | None = None) -> Values:
    """What stands in the fields now; an entry that is not saved yet has empty ones."""
    return {field: _read(entry, location, field) for field in labels_of(entry)}


def _read(entry: Organisation | Offer, location: Location | None, field: str) -> Any:
    if field in VOCABULARY:
        key = VOCABULARY[field][1]
        return sorted(getattr(entry, field).values_list(key, flat=True)) if entry.pk else []
    if field in OF_ADDRESS and isinstance(entry, Organisation):
        return getattr(location or Location(), field)
    return plain(getattr(entry, field))


def plain(value: Any) -> Any:
    """As JSON keeps it: days as ISO texts, nothing as an empty text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else value


def write(entry: Organisation | Offer, location: Location | None, values: Values) -> Location | None:
    """Sets these fields and saves; returns the place, which is made when an address appears. Checks nothing."""
    for field in values.keys() - VOCABULARY.keys() - _of_place(entry):
        setattr(entry, field, _typed(field, values[field]))
    entry.save()
    for field in values.keys() & VOCABULARY.keys():
        model, key = VOCABULARY[field]
        getattr(entry, field).set(model._default_manager.filter(**{f"{key}__in": values[field]}))
    of_place = {field: values[field] for field in _of_place(entry) if field in values}
    if of_place and isinstance(entry, Organisation):
        location = location or Location(organisation=entry, sort_order=entry.locations.count())
        for field, value in of_place.items():
            setattr(location, field, value)
        if of_place.keys() - {"hide_address"}:
            location.latitude = location.longitude = None  # they belonged to the address before
        location.save()
    return location


def _of_place(entry: Organisation | Offer) -> set[str]:
    return set(OF_ADDRESS) if isinstance(entry, Organisation) else set()


def _typed(field: str, value: Any) -> Any:
    if field == "valid_until":
        return dt.date.fromisoformat(value) if value else None
    return value


def changed(before: Values, after: Values) -> Values:
    """{field: [as it was, as it shall be]} of what differs."""
    return {field: [before.get(field), value] for field, value in after.items() if before.get(field) != value}


def shown(field: str, value: Any) -> str:
    """A value in words, for whoever decides on a change."""
    if field in VOCABULARY:
        model, key = VOCABULARY[field]
        return ", ".join(map(str, model._default_manager.filter(**{f"{key}__in": value or []}))) or "–"
    if isinstance(value, bool):
        return _now("ja") if value else _now("nein")
    if field == "valid_until" and value:
        return str(date_format(dt.date.fromisoformat(value)))
    return str(value or "–")
