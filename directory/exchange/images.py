"""How an entry looks, as plain JSON values: read for a whole district at once, compared, kept, and written back.

Unlike a record an image is not for the public: it holds what is hidden, so that taking an import back is exact.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Model, QuerySet

from directory.models import Contact, Location, Offer, Organisation, Schedule

Image = dict[str, Any]
ORGANISATION = ("name", "kind", "description", "email", "phone", "website", "opening_hours", "is_landwide")
OFFER = (
    "title", "need", "summary", "description", "place", "times", "by_appointment", "cost", "is_free", "requirements",
    "papers", "language_level", "needs_referral", "is_accessible", "accessibility", "waiting_list", "contact",
    "is_landwide", "valid_from", "valid_until", "funding_ends_on",
)  # fmt: skip
PLACE = ("name", "street", "postcode", "place", "latitude", "longitude", "opening_hours", "directions",
         "is_accessible", "accessibility")  # fmt: skip
LOCATION = ("source_key", *PLACE, "hide_address")
CONTACT = ("function", "email", "phone")
SCHEDULE = ("weekday", "date", "opens_at", "closes_at", "note")
# Relations, and by which field of the related model their values stand in an image.
WORDS: dict[type[Model], dict[str, str]] = {
    Organisation: {"topics": "slug", "languages": "code", "districts_served": "ags"},
    Offer: {"topics": "slug", "target_groups": "slug", "languages": "code"},
}


def images_of(entries: QuerySet[Any]) -> dict[int, Image]:
    """By primary key; in a number of queries that does not grow with the entries."""
    model: type[Model] = entries.model
    names = ORGANISATION if model is Organisation else OFFER
    found: dict[int, Image] = {
        row.pop("pk"): {name: plain(value) for name, value in row.items()}
        for row in entries.order_by("pk").values("pk", *names)
    }
    for name, key in WORDS[model].items():
        values = _related(model, name, key, entries)
        for pk, image in found.items():
            image[name] = sorted(values[pk])
    rows: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
        "locations": (Location, "organisation", ("uid", *LOCATION)),
        "contacts": (Contact, "organisation", CONTACT),
    }
    if model is Offer:
        at = _related(model, "locations", "uid", entries)
        for pk, image in found.items():
            image["locations"] = sorted(map(str, at[pk]))
        rows = {"schedules": (Schedule, "offer", SCHEDULE)}
    for name, (part, owner, fields) in rows.items():
        below = _rows(part, owner, fields, entries)
        for pk, image in found.items():
            image[name] = below[pk]
    return found


def empty_image(model: type[Model]) -> Image:
    """As of an entry of which nothing is known yet."""
    names = ORGANISATION if model is Organisation else OFFER
    image: Image = {name: plain(model._meta.get_field(name).get_default()) for name in names}  # type: ignore[union-attr]
    image |= {name: [] for name in WORDS[model]} | {"locations": []}
    return image | ({"contacts": []} if model is Organisation else {"schedules": []})


def plain(value: Any) -> Any:
    """Days and times as ISO 8601; ends of lines as files have them, not as browsers send them."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value.isoformat() if hasattr(value, "isoformat") else value


def differing(before: Image, after: Image) -> tuple[Image, Image]:
    """The fields that differ, as they were and as they shall be."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _related(model: type[Model], name: str, key: str, entries: QuerySet[Any]) -> dict[int, list[Any]]:
    field: Any = model._meta.get_field(name)
    mine, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    found: dict[int, list[Any]] = defaultdict(list)
    through = field.remote_field.through._default_manager.filter(**{f"{mine}__in": entries.order_by().values("pk")})
    for pk, value in through.values_list(f"{mine}_id", f"{other}__{key}"):
        found[pk].append(value)
    return found


def _rows(part: type[Model], owner: str, fields: tuple[str, ...], entries: QuerySet[Any]) -> dict[int, list[Image]]:
    found: dict[int, list[Image]] = defaultdict(list)
    rows = part._default_manager.filter(**{f"{owner}__in": entries.order_by().values("pk")})
    for row in rows.order_by("sort_order", "pk").values(f"{owner}_id", *fields):
        pk = row.pop(f"{owner}_id")
        found[pk].append({name: str(value) if name == "uid" else plain(value) for name, value in row.items()})
    return found
