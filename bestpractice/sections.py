"""The sections of a practice in reading order: one list for page, search, review, print and export."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst

if TYPE_CHECKING:
    from bestpractice.models import PracticePage


@dataclass(frozen=True, slots=True)
class Section:
    """A rich text of a practice. `for_members`: kept from visitors unless the district says otherwise."""

    field: str
    for_members: bool = False


SECTIONS = (
    Section("starting_point"),
    Section("goals"),
    Section("what_we_did"),
    Section("partners"),
    Section("what_did_not_work", for_members=True),
    Section("what_it_took"),
    Section("funding"),
    Section("legal_basis"),
    Section("conditions", for_members=True),
    Section("results"),
    Section("evaluation"),
    Section("transfer_tips"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A section with text. `html` is Wagtail's rich text as it is stored; `lesson`: what the district decides
    to show or not; `hidden`: at present it is for members only.
    """

    field: str
    heading: str
    html: str
    lesson: bool
    hidden: bool


def written(practice: "PracticePage", *, for_member: bool) -> Iterator[Written]:
    """The sections with text that a reader may see."""
    for section in SECTIONS:
        text = getattr(practice, section.field)
        hidden = section.for_members and not practice.lessons_are_public
        if text and (for_member or not hidden):
            yield Written(section.field, heading_of(practice, section.field), text, section.for_members, hidden)


def heading_of(practice: "PracticePage", field: str) -> str:
    """The name of a field as a heading."""
    return capfirst(str(practice._meta.get_field(field).verbose_name))
