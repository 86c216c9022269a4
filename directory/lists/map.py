"""Where found things lie: numbered dots on the districts' shapes, each with what is there; drawn without any tiles."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from regions.maps import Box, DistrictMap, Shape, district_map
from search.query import Near
from search.results import Hit

ON_MAP = 300  # things at most: what nobody could tell apart any more is narrowed first
DOT = 0.036  # of the drawing's width: wide enough for a finger on a phone of 360 px
LETTERS = 0.026
ROUND_ABOUT = 1.08  # room around what is shown
MANY = 16  # districts in a section; above it only the LARGEST cities are named
LARGEST = 6
SMALLEST = 24.0  # units: about 16 km, so that a small city is seen among its neighbours


@dataclass(slots=True)
class Dot:
    """What lies at one place, or so near to it that two dots would cover each other."""

    number: int
    x: float
    y: float
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LocationMap:
    """The drawing in the units of the districts' map; `elsewhere`: what has no place on it."""

    box: Box
    shapes: Sequence[Shape]
    marked: Collection[str]
    dots: Sequence[Dot]
    elsewhere: Sequence[Hit]
    circle: tuple[float, float, float] | None  # of the radius: x, y, r

    @property
    def view_box(self) -> str:
        left, top, right, bottom = self.box
        return f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def dot(self) -> float:
        return round(self.width * DOT, 2)

    @property
    def letters(self) -> float:
        return round(self.width * LETTERS, 2)

    @property
    def names(self) -> list[tuple[str, float, float]]:
        """(name, x, y) of districts: all of a section, of the whole Land the largest cities; none behind a dot."""
        inside = [shape for shape in self.shapes if _holds(self.box, *shape.centre)]
        if len(inside) > MANY:
            inside = sorted(inside, key=lambda shape: (not shape.is_city, -shape.population))[:LARGEST]
        return [(shape.short_name, *place) for shape in inside if (place := self._room(*shape.centre))]

    def _room(self, x: float, y: float) -> tuple[float, float] | None:
        """Where a name is not behind a dot: in the middle, or a line above or below."""
        for shift in (0.0, 2.2, -1.6):
            line = round(y + shift * self.dot, 1)
            if not any(abs(dot.x - x) < 2.5 * self.dot and abs(dot.y - line) < 1.5 * self.dot for dot in self.dots):
                return x, line
        return None


def location_map(hits: Iterable[Hit], *, near: Near | None, districts: Collection[str]) -> LocationMap:
    """`near` with a radius, or the `districts` (official keys), say which section is drawn; else the whole Land is."""
    drawn = district_map()
    circle = _circle(drawn, near)
    box = _section(drawn, circle, districts)
    reach = 2 * DOT * (box[2] - box[0])
    dots: list[Dot] = []
    elsewhere = []
    for hit in hits:
        places = [drawn.projection.place(longitude, latitude) for latitude, longitude in hit.points]
        seen = [place for place in places if _holds(box, *place)]
        for x, y in seen:
            dot = next((dot for dot in dots if (dot.x - x) ** 2 + (dot.y - y) ** 2 < reach**2), None)
            if dot is None:
                dots.append(dot := Dot(len(dots) + 1, x, y))
            if hit not in dot.hits:
                dot.hits.append(hit)
        if not seen:
            elsewhere.append(hit)
    shapes = [shape for shape in drawn.drawing_order() if _meet(box, shape.box)]
    return LocationMap(box, shapes, frozenset(districts), dots, elsewhere, circle)


def _circle(drawn: DistrictMap, near: Near | None) -> tuple[float, float, float] | None:
    if near is None or near.radius_km is None:
        return None
    x, y = drawn.projection.place(near.longitude, near.latitude)
    return x, y, round(drawn.projection.units(near.radius_km), 1)


def _section(drawn: DistrictMap, circle: tuple[float, float, float] | None, districts: Collection[str]) -> Box:
    if circle:
        x, y, radius = circle
        return _around((x - radius, y - radius, x + radius, y + radius))
    boxes = [shape.box for shape in drawn.shapes if shape.ags in districts]
    if not boxes:
        return 0.0, 0.0, drawn.width, drawn.height
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return _around((min(lefts), min(tops), max(rights), max(bottoms)))


def _around(box: Box) -> Box:
    """The smallest square with some room around the box."""
    left, top, right, bottom = box
    half = max(right - left, bottom - top, SMALLEST) * ROUND_ABOUT / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - half, y - half, x + half, y + half


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
