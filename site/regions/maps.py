"""The districts' boundaries as SVG paths in one fixed viewBox, and the fixed order in which strips show districts."""

import json
from collections.abc import Iterable, Iterator
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

from django.conf import settings

from regions.models import District

WIDTH = 400.0  # of the viewBox; the height follows from the Land's shape
DEGREE_KM = 111.195  # of latitude, on a sphere of 6371 km
MARGIN = 4.0  # room for the outline of the outermost districts and for a focus ring

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Shape:
    """One district as it is drawn. `centre` is the middle of its largest ring's box, in the viewBox's units."""

    ags: str
    name: str  # with its kind: "Stadt Mainz"
    short_name: str  # for a label on the map: "Mainz"
    is_city: bool
    population: int
    path: str
    centre: Point
    box: Box


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees (WGS84) to the viewBox: equirectangular, true in scale at mid latitude."""

    west: float
    north: float
    stretch: float  # how much shorter a degree of longitude is than one of latitude
    scale: float  # units a degree of latitude

    def place(self, longitude: float, latitude: float) -> Point:
        x = MARGIN + (longitude - self.west) * self.stretch * self.scale
        return round(x, 1), round(MARGIN + (self.north - latitude) * self.scale, 1)

    def units(self, kilometres: float) -> float:
        return kilometres / DEGREE_KM * self.scale


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """All districts of the Land. `shapes` are in the strip's order: cities first, then Landkreise, by official key."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    projection: Projection

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    def drawing_order(self) -> list[Shape]:
        """Cities last: some lie inside a Landkreis whose boundary has no hole for them."""
        return sorted(self.shapes, key=lambda shape: shape.is_city)

    def largest_cities(self, count: int) -> list[Shape]:
        return sorted(self.shapes, key=lambda shape: (not shape.is_city, -shape.population))[:count]


def draw(features: Iterable[dict[str, Any]], population: dict[str, int]) -> DistrictMap:
    """GeoJSON features (WGS84, properties ags, name, kind) → shapes."""
    rings = {feature["properties"]["ags"]: list(rings_of(feature["geometry"])) for feature in features}
    points = [point for district in rings.values() for ring in district for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    stretch = cos(radians((south + north) / 2))
    projection = Projection(west, north, stretch, (WIDTH - 2 * MARGIN) / ((east - west) * stretch))
    shapes = [
        _shape(
            feature["properties"],
            [[projection.place(*p) for p in ring] for ring in rings[feature["properties"]["ags"]]],
            population,
        )
        for feature in features
    ]
    shapes.sort(key=lambda shape: (not shape.is_city, shape.ags))
    height = round((north - south) * projection.scale + 2 * MARGIN, 1)
    return DistrictMap(WIDTH, height, tuple(shapes), projection)


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(x, y) for x, y, *_ in ring]


def _shape(properties: dict[str, str], rings: list[Ring], population: dict[str, int]) -> Shape:
    is_city = properties["kind"] == "Kreisfreie Stadt"
    kind = District.Kind.CITY if is_city else District.Kind.COUNTY
    widest = max(rings, key=len)
    xs, ys = [x for x, _ in widest], [y for _, y in widest]
    return Shape(
        ags=properties["ags"],
        name=District(kind=kind, name=properties["name"]).full_name,
        short_name=properties["name"].split(" ")[0],
        is_city=is_city,
        population=population[properties["ags"]],
        path="".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z" for ring in rings),
        centre=(round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)),
        box=(min(xs), min(ys), max(xs), max(ys)),
    )


@cache
def district_map() -> DistrictMap:
    """The map of this installation's Land, drawn once per process from the files in DATA_DIR."""
    folder = Path(settings.DATA_DIR)
    features = json.loads((folder / "districts_rlp.geojson").read_text(encoding="utf-8"))["features"]
    with (folder / "districts_rlp.csv").open(encoding="utf-8", newline="") as rows:
        population = {row["ags"]: int(row["population"]) for row in DictReader(rows)}
    return draw(features, population)
