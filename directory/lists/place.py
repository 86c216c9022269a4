"""The place that a list is asked for: `ort` and `umkreis` of its address, and what they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from regions.queries import find_place
from regions.spots import Spot, spots_of
from search.query import Near

RADII = (2, 5, 10, 25, 50)  # km


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A place narrows to its district, with a radius to what is around it; between several only readers choose."""

    text: str = ""
    radius_km: int | None = None
    district: str = ""  # the official key that it narrows to
    near: Near | None = None
    choices: tuple[tuple[str, dict[str, str]], ...] = ()  # (label, parameters that mean this one)
    carried: tuple[tuple[str, str], ...] = ()  # what an address says to ask for it again

    @property
    def is_unknown(self) -> bool:
        return bool(self.text) and not (self.district or self.near or self.choices)

    @property
    def has_no_middle(self) -> bool:
        """A radius was asked for, but nobody knows around which point."""
        return bool(self.radius_km and self.district)

    @property
    def label(self) -> str:
        """The filter in words; empty where nothing is narrowed."""
        if self.near and self.near.radius_km:
            return _("%(km)s km um %(place)s") % {"km": self.near.radius_km, "place": self.text}
        return _("Ort: %(place)s") % {"place": self.text} if self.district else ""


def asked_place(params: QueryDict) -> AskedPlace:
    """Whatever is typed; without a place a radius means nothing."""
    return place_of(params.get("ort", ""), _radius(params.get("umkreis", "")), params.getlist("district"))


def place_of(text: str, radius_km: int | None, chosen: Sequence[str]) -> AskedPlace:
    """`chosen`: the districts (official keys) that are asked for beside it."""
    found = find_place(text)
    if not found.text:
        return AskedPlace()
    spots = spots_of(found)
    if radius_km and any(spot.point for spot in spots):
        return _around(found.text, radius_km, spots)
    return _in_district(found.text, radius_km, spots, chosen)


def _around(text: str, radius: int, spots: Sequence[Spot]) -> AskedPlace:
    """A postcode in two districts has one centre all the same."""
    points = {spot.point for spot in spots if spot.point}
    carried = (("ort", text), ("umkreis", str(radius)))
    if len(points) > 1:
        choices = tuple(
            (spot.district.full_name, {"ort": spot.text, "umkreis": str(radius)}) for spot in spots if spot.point
        )
        return AskedPlace(text, radius, choices=choices, carried=carried)
    [(latitude, longitude)] = points
    return AskedPlace(text, radius, near=Near(latitude, longitude, radius, text), carried=carried)


def _in_district(text: str, radius: int | None, spots: Sequence[Spot], chosen: Sequence[str]) -> AskedPlace:
    """`chosen`: the districts in the address, which tell what is meant by a place in several."""
    meant = [spot for spot in spots if spot.district.ags in chosen] or spots
    carried = [("ort", text)]
    if len(meant) != 1:
        choices = tuple((spot.district.full_name, {"ort": text, "district": spot.district.ags}) for spot in meant)
        return AskedPlace(text, radius, choices=choices, carried=tuple(carried))
    [spot] = meant
    if len(spots) > 1:
        carried.append(("district", spot.district.ags))
    near = Near(*spot.point, label=text) if spot.point else None
    return AskedPlace(text, radius, spot.district.ags, near, carried=tuple(carried))


def _radius(raw: str) -> int | None:
    return int(raw) if raw in map(str, RADII) else None
