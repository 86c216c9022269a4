"""What of a practice an editor reads and remarks on together, in reading order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bestpractice.in_words import FACTS, PARTS, Part, heading, lines
from bestpractice.models import PracticePage


@dataclass(frozen=True, slots=True)
class Block:
    """`field` names it in a ReviewComment: its first part's field."""

    parts: tuple[Part, ...]
    name: Promise | None = None

    @property
    def field(self) -> str:
        return self.parts[0].field

    @property
    def heading(self) -> str:
        return str(self.name) if self.name else heading(self.parts[0])

    def words(self, practice: PracticePage) -> list[list[str]]:
        """What it says, part by part: two versions are compared by it."""
        return [lines(practice, part) for part in self.parts]


TOGETHER = {
    "title": (_("Titel und Kurzfassung"), ("title", "summary")),
    "status": (_("Eckdaten"), FACTS),
    "contact": (_("Kontakt"), ("contact",)),
    "pictures": (_("Bilder"), ("pictures", "image")),
    "topics": (_("Themen, Zielgruppen, Schlagwörter"), ("topics", "target_groups", "tags")),
}
_PARTS = {part.field: part for part in PARTS}
_INSIDE = {field for _name, fields in TOGETHER.values() for field in fields[1:]}


def _block(field: str) -> Block:
    name, fields = TOGETHER.get(field, (None, (field,)))
    return Block(tuple(_PARTS[inside] for inside in fields), name)


BLOCKS = {field: _block(field) for field in _PARTS if field not in _INSIDE and field != "lessons_are_public"}
