"""For which district somebody asks whether a practice fits: the own one, or for editors and the Land any."""

from dataclasses import dataclass

from accounts.rights import Person
from directory.coverage.rights import sight_of
from regions.models import District


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """`district` is None until somebody who may see all has chosen one. `refused`: another was asked for."""

    district: District | None
    choices: tuple[District, ...]
    refused: bool = False

    @property
    def has_choice(self) -> bool:
        return len(self.choices) > 1


def viewpoint_of(person: Person, asked: str) -> Viewpoint | None:
    """None for visitors. `asked`: an official key, or ""; a key that is not theirs changes nothing and is told."""
    sight = sight_of(person)
    if sight is None:
        return None
    choices = tuple(District.objects.all()) if sight.everywhere else sight.own
    own = sight.own[0] if sight.own else None
    found = next((district for district in choices if district.ags == asked), None)
    return Viewpoint(found or own, choices, refused=bool(asked) and found is None)
