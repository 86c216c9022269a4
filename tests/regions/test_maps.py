"""The boundaries become paths that lie in the drawing, in the order that strips show districts in."""

import re
from typing import Any

import pytest

from regions.maps import MARGIN, WIDTH, DistrictMap, district_map, draw


def feature(ags: str, name: str, kind: str, *rings: list[list[float]]) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"properties": {"ags": ags, "name": name, "kind": kind}, "geometry": geometry}


def square(west: float, south: float, size: float = 1) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@pytest.fixture
def two() -> DistrictMap:
    features = [
        feature("07339", "Mainz-Bingen", "Landkreis", square(7, 49)),
        feature("07315", "Mainz", "Kreisfreie Stadt", square(7.4, 49.4, 0.2)),
    ]
    return draw(features, {"07339": 211_417, "07315": 218_578})


def test_the_land_is_drawn_with_all_its_districts() -> None:
    assert len(district_map().shapes) == 36


def test_cities_come_first_then_counties_each_by_official_key() -> None:
    shapes = district_map().shapes
    assert [shape.is_city for shape in shapes] == [True] * 12 + [False] * 24
    keys = [shape.ags for shape in shapes]
    assert keys == sorted(keys[:12]) + sorted(keys[12:])


def test_a_city_inside_a_county_is_drawn_on_top_of_it(two: DistrictMap) -> None:
    assert [shape.name for shape in two.drawing_order()] == ["Landkreis Mainz-Bingen", "Stadt Mainz"]


def test_every_point_lies_in_the_drawing() -> None:
    drawn = district_map()
    for shape in drawn.shapes:
        numbers = [float(number) for number in re.findall(r"[\d.]+", shape.path)]
        assert min(numbers[::2]) >= MARGIN
        assert max(numbers[::2]) <= WIDTH - MARGIN
        assert min(numbers[1::2]) >= MARGIN
        assert max(numbers[1::2]) <= drawn.height - MARGIN


def test_north_is_up_and_a_degree_of_longitude_is_shorter_than_one_of_latitude(two: DistrictMap) -> None:
    assert two.height - 2 * MARGIN == pytest.approx((WIDTH - 2 * MARGIN) / 0.65, rel=0.01)  # cos 49.5°
    assert two.shapes[1].path.startswith(f"M{MARGIN:g} {two.height - MARGIN:g}")


def test_the_largest_cities_are_named() -> None:
    assert [shape.short_name for shape in district_map().largest_cities(2)] == ["Mainz", "Ludwigshafen"]
