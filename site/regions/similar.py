"""Which districts a district can compare itself with, and why: kind, size, density, share of foreigners, border.

The weights and what they can't know: docs/decisions/0019-who-is-alike.md.
"""

from dataclasses import dataclass
from math import exp, log

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from regions.models import District
from regions.neighbours import neighbours

MOST_ALIKE = 6  # of 35: enough to find somebody, few enough to name each with its reasons

# How far apart two districts are, as a sum. A difference in size or density by a factor of e weighs 1 times its
# weight; the share of foreigners counts in percentage points. The kind outweighs them all: a city has other duties.
POPULATION = 1.0
DENSITY = 0.5
FOREIGN_SHARE = 0.1  # each percentage point
OTHER_KIND = 3.0
NEIGHBOUR = 0.2  # nearer: they share buses, employers and often organisations

# From when on a reason is worth saying.
LIKE_SIZE = log(1.25)
LIKE_DENSITY = log(1.3)
LIKE_SHARE = 1.5  # percentage points
MUCH = log(2)  # twice as large is much larger


@dataclass(frozen=True, slots=True)
class Similar:
    """A district to compare with. `score`: 1 for a twin, towards 0; `reasons`: in words, the strongest first."""

    district: District
    score: float
    reasons: tuple[str, ...]


def similar_districts(district: District, limit: int) -> list[Similar]:
    """The districts of the same Land most like this one, the most similar first; one query."""
    others = District.objects.filter(land=district.land_id).exclude(pk=district.pk)
    found = [likeness(district, other) for other in others]
    return sorted(found, key=lambda similar: (-similar.score, similar.district.ags))[:limit]


def _score(one: District, other: District) -> float:
    apart = POPULATION * _apart(one.population, other.population) + DENSITY * _apart(density(one), density(other))
    apart += FOREIGN_SHARE * (_share_apart(one, other) or 0)
    apart += OTHER_KIND * (one.kind != other.kind)
    if not are_neighbours(one, other):
        apart += NEIGHBOUR
    return exp(-apart)


def _reasons(one: District, other: District) -> tuple[str, ...]:
    reasons = []
    if one.kind == other.kind:
        reasons.append(_("ebenfalls {kind}").format(kind=other.get_kind_display()))
    if _apart(one.population, other.population) <= LIKE_SIZE:
        people = number_format(other.population, use_l10n=True, force_grouping=True)
        reasons.append(_("ähnlich groß ({people} Einwohner:innen)").format(people=people))
    if _apart(density(one), density(other)) <= LIKE_DENSITY:
        per_km2 = number_format(round(density(other)), force_grouping=True)
        reasons.append(_("ähnlich dicht besiedelt ({people} je km²)").format(people=per_km2))
    share = _share_apart(one, other)
    if share is not None and share <= LIKE_SHARE:
        percent = number_format(other.foreign_share_pct or 0, 1)
        reasons.append(_("ähnlich viele ohne deutschen Pass ({percent} %)").format(percent=percent))
    if are_neighbours(one, other):
        reasons.append(_("benachbart"))
    return tuple(reasons)


def likeness(one: District, other: District) -> Similar:
    """How like `one` another district is; the reasons speak of the other."""
    return Similar(other, _score(one, other), _reasons(one, other))


def differences(one: District, other: District) -> tuple[str, ...]:
    """What is not alike, in words, said of the other; with `likeness`' reasons it covers all that is known of both."""
    found = []
    if one.kind != other.kind:
        found.append(str(other.get_kind_display()))
    if _apart(one.population, other.population) > LIKE_SIZE:
        people = number_format(other.population, use_l10n=True, force_grouping=True)
        found.append(_size(one.population, other.population).format(people=people))
    if _apart(density(one), density(other)) > LIKE_DENSITY:
        per_km2 = number_format(round(density(other)), force_grouping=True)
        words = _("dichter besiedelt ({people} je km²)")
        if density(other) < density(one):
            words = _("dünner besiedelt ({people} je km²)")
        found.append(words.format(people=per_km2))
    share = _share_apart(one, other)
    if share is not None and share > LIKE_SHARE:
        words = _("mehr ohne deutschen Pass ({percent} %)")
        if (other.foreign_share_pct or 0) < (one.foreign_share_pct or 0):
            words = _("weniger ohne deutschen Pass ({percent} %)")
        found.append(words.format(percent=number_format(other.foreign_share_pct or 0, 1)))
    return tuple(found)


def _size(own: int, other: int) -> str:
    if other > own:
        much = log(other / own) >= MUCH
        return _("viel größer ({people} Einwohner:innen)") if much else _("größer ({people} Einwohner:innen)")
    much = log(own / other) >= MUCH
    return _("viel kleiner ({people} Einwohner:innen)") if much else _("kleiner ({people} Einwohner:innen)")


def density(district: District) -> float:
    """People per km²."""
    return district.population / float(district.area_km2)


def are_neighbours(one: District, other: District) -> bool:
    return other.ags in neighbours().get(one.ags, frozenset())


def _apart(one: float, other: float) -> float:
    """Of two sizes, 0 when equal; the same for twice as much as for half as much."""
    return abs(log(one / other))


def _share_apart(one: District, other: District) -> float | None:
    """In percentage points; None when one of them is not known."""
    if one.foreign_share_pct is None or other.foreign_share_pct is None:
        return None
    return round(abs(float(one.foreign_share_pct) - float(other.foreign_share_pct)), 1)  # 9.8 - 8.3 is 1.5, not more
