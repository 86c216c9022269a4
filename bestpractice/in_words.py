"""Each part of a practice in plain words, in reading order: what two versions are compared by."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.formats import localize, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bestpractice.models import Indicator, PracticePage, PracticePicture, PracticeStep
from bestpractice.sections import SECTIONS
from bestpractice.textdiff import plain


class Shape(StrEnum):
    """How a part reads: as prose with one paragraph or entry a line, as one value, or as names in any order."""

    TEXT = "text"
    FACT = "fact"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a practice. `is_text`: the seal speaks of it; `for_members`: as in sections.Section."""

    field: str
    shape: Shape
    is_text: bool = False
    for_members: bool = False


FACTS = (
    "status", "since", "until", "staff", "staff_hours", "staff_fte", "cost_once", "cost_per_year", "key_result",
)  # fmt: skip
# Rows that belong to a section stand behind it.
ROWS = {
    "what_we_did": Part("steps", Shape.TEXT, is_text=True),
    "results": Part("indicators", Shape.TEXT),
    "conditions": Part("requirements", Shape.TEXT, is_text=True, for_members=True),
}
NAMES = ("materials", "topics", "target_groups", "tags")


def _parts() -> Iterator[Part]:
    yield Part("title", Shape.TEXT, is_text=True)
    yield Part("summary", Shape.TEXT, is_text=True)
    yield from (Part(field, Shape.FACT) for field in FACTS)
    for section in SECTIONS:
        yield Part(section.field, Shape.TEXT, is_text=True, for_members=section.for_members)
        if section.field in ROWS:
            yield ROWS[section.field]
    yield from (Part(field, Shape.FACT) for field in ("lessons_are_public", "contact", "adapted_from", "image"))
    yield Part("pictures", Shape.TEXT)
    yield from (Part(field, Shape.NAMES) for field in NAMES)


PARTS = tuple(_parts())


def heading(part: Part) -> str:
    """Its name on the page."""
    field = PracticePage._meta.get_field(part.field)
    plural = {row.field for row in ROWS.values()} | {"pictures", "materials"}
    name = field.related_model._meta.verbose_name_plural if part.field in plural else field.verbose_name
    return capfirst(str(name))


def lines(practice: PracticePage, part: Part) -> list[str]:
    """Its words: paragraphs, entries or names; a fact is one line, or none while it is unknown."""
    value = getattr(practice, part.field)
    if hasattr(value, "all"):
        rows = [_row(row) for row in value.all()]
        return sorted(rows) if part.shape is Shape.NAMES else rows
    if part.shape is Shape.FACT:
        return [words] if (words := _fact(practice, part.field, value)) else []
    text = plain(value) if part.field not in ("title", "summary") else " ".join(value.split())
    return text.splitlines()


def _fact(practice: PracticePage, field: str, value: Any) -> str:
    if field == "status":
        return str(practice.get_status_display())
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    return "" if value in (None, "") else str(localize(value))


def _row(row: Any) -> str:
    """An entry of a list on one line; rows without words of their own say their name."""
    match row:
        case PracticeStep():
            words = [f"{row.title} ({row.when})" if row.when else row.title, row.description]
        case Indicator():
            values = " → ".join(value for value in (row.before, row.value) if value)
            words = [row.name, f"{values} {row.unit}".strip(), row.how_measured]
        case PracticePicture():
            words = [row.alt_text, row.caption]
        case _:
            words = [str(row)]
    return " ".join(": ".join(word for word in words if word).split())
