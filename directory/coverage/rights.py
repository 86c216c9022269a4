"""Who may look at the coverage, and of which districts: one answer for the page, the picture and the file."""

from dataclasses import dataclass

from accounts.models import Role
from accounts.rights import Person, active_roles, districts_of
from regions.models import District

SEES_ALL = {Role.Kind.EDITOR, Role.Kind.LAND, Role.Kind.OPERATOR}


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see: all districts, or the own ones, each against those that are like it."""

    everywhere: bool
    own: tuple[District, ...] = ()

    def may_ask_for(self, ags: str) -> bool:
        return self.everywhere or any(district.ags == ags for district in self.own)


def sight_of(person: Person) -> Sight | None:
    """None for visitors and for people without a role today."""
    everywhere = any(role.kind in SEES_ALL for role in active_roles(person))
    own = tuple(districts_of(person))
    return Sight(everywhere, own) if everywhere or own else None


def coverage_url(person: Person, district: District) -> str:
    """Where a person sees how a district is covered; "" for those who may not."""
    sight = sight_of(person)
    return f"/abdeckung/?district={district.ags}" if sight and sight.may_ask_for(district.ags) else ""
