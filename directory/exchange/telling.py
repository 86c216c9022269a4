"""A change field by field, in the words of the page: what it is called there, as it was, as it shall be."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.entries import KINDS
from directory.exchange.images import WORDS, Image
from directory.models import ImportChange, Location, Schedule

Told = tuple[str, str, str]  # label, before, after
DAYS = ("valid_from", "valid_until", "funding_ends_on")


def told(change: ImportChange) -> Iterator[Told]:
    """Of a new entry only what it has, in the order of its form."""
    model = KINDS[change.noun]
    for name, after in change.after.items():
        before = change.before.get(name)
        if (before or None) != (after or None):
            yield label_of(model, name), shown(model, name, before, after), shown(model, name, after, before)


def label_of(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural)


def shown(model: type[Model], name: str, value: Any, other: Any) -> str:
    """A value in words; of places and times only those that the `other` does not have alike."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if name in WORDS[model]:
        field: Any = model._meta.get_field(name)
        words = field.related_model._default_manager.filter(**{f"{WORDS[model][name]}__in": value})
        return ", ".join(sorted(map(str, words)))
    if isinstance(value, list):
        rows = [row for row in value if row not in (other or [])]
        return "; ".join(filter(None, (_row(name, row) for row in rows)))
    if name in DAYS:
        return str(date_format(dt.date.fromisoformat(value), "j. F Y"))
    field = model._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value))


def _row(name: str, row: Any) -> str:
    """A place's whole address, also a hidden one: whoever sees an import keeps the district's entries."""
    if isinstance(row, str):
        return "" if name == "locations" else row
    if name == "schedules":
        return _schedule(row)
    if name == "locations":
        place = [row["name"], row["street"], f"{row['postcode']} {row['place']}".strip(), *_details(row)]
        return ", ".join(filter(None, place))
    return ", ".join(filter(None, row.values()))


def _details(row: Image) -> Iterator[str]:
    if row["hide_address"]:
        yield _("nicht veröffentlicht")
    if row["is_accessible"]:
        yield str(Location._meta.get_field("is_accessible").verbose_name)
    if row["latitude"] is not None:
        yield f"{row['latitude']:.5f}, {row['longitude']:.5f}"
    yield from (row["opening_hours"], row["directions"], row["accessibility"])


def _schedule(row: Image) -> str:
    times = {name: row[name] and dt.time.fromisoformat(row[name]) for name in ("opens_at", "closes_at")}
    day = row["date"] and dt.date.fromisoformat(row["date"])
    return str(Schedule(weekday=row["weekday"], date=day, note=row["note"], **times))
