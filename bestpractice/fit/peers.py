"""Who uses a practice, seen from one district: those like it first, each with the reasons in words; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bestpractice.ledger.queries import IN_USE
from bestpractice.models import Adoption
from regions.models import District
from regions.similar import MOST_ALIKE, Similar, differences, likeness


@dataclass(frozen=True, slots=True)
class Use:
    """An adoption by another district, and how like the own district that is."""

    adoption: Adoption
    similar: Similar

    @property
    def is_running(self) -> bool:
        return self.adoption.stage in IN_USE


@dataclass(frozen=True, slots=True)
class Source:
    """Where the practice comes from: what that district shares with the own one, and what not."""

    similar: Similar
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """`alike`: uses by the districts most like the own one, those in use first, then by likeness; `silent`: those of
    them that tell nothing; `others`: uses elsewhere, the most similar first. `source` is None where it is the own one.
    """

    district: District
    source: Source | None
    alike: tuple[Use, ...]
    silent: tuple[District, ...]
    others: tuple[Use, ...]

    @property
    def running(self) -> int:
        """In how many of the most similar districts it is in use now."""
        return sum(use.is_running for use in self.alike)


def see_from(district: District, similar: Sequence[Similar], source: District, adoptions: Iterable[Adoption]) -> Peers:
    """`similar`: all other districts of the Land, the most similar first. The own district's adoption is left out."""
    told = {adoption.district_id: adoption for adoption in adoptions}
    uses = [Use(told[found.district.ags], found) for found in similar if found.district.ags in told]
    near = [found.district for found in similar if found.district.ags != source.ags][:MOST_ALIKE]
    keys = {found.ags for found in near}
    return Peers(
        district=district,
        source=None
        if source.ags == district.ags
        else Source(likeness(district, source), differences(district, source)),
        alike=tuple(
            sorted((use for use in uses if use.similar.district.ags in keys), key=lambda use: not use.is_running)
        ),
        silent=tuple(found for found in near if found.ags not in told),
        others=tuple(use for use in uses if use.similar.district.ags not in keys),
    )
