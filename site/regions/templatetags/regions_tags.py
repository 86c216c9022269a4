"""The map of the districts and the strip of 36, as template tags; their markup is in templates/regions/."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NotRequired, TypedDict

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regions.maps import DistrictMap, Shape, district_map

register = template.Library()

LEVELS = 3  # shades of the map above "none"

# How far a district is with a practice, in the order of the legend; each stage has a height of its own, so that the
# strip can be read without colour.
STAGES: dict[str, str | Promise] = {
    "source": _("kommt von hier"),
    "running": _("läuft"),
    "piloting": _("erprobt"),
    "planning": _("geplant"),
    "interested": _("interessiert"),
    "stopped": _("beendet"),
}
CELL = 7  # width of a cell and its gap, in the viewBox's units
CELL_HEIGHT = 16
STAGE_HEIGHTS = {"source": 16, "running": 16, "piloting": 12, "planning": 8, "interested": 4, "stopped": 16}


class MapValue(TypedDict):
    """What a district on the map leads to and how much of something it has."""

    ags: str
    name: NotRequired[str]
    url: NotRequired[str]
    count: NotRequired[int]


@dataclass(frozen=True, slots=True)
class MapDistrict:
    shape: Shape
    name: str
    url: str
    count: int | None
    level: int  # 0 to LEVELS
    marked: bool


@register.inclusion_tag("regions/_map.html", name="district_map")
def map_tag(
    *, values: Iterable[MapValue] = (), mark: str = "", label: str = "", labels: int = 0, skip: str = ""
) -> dict[str, object]:
    """The map. `mark`: AGS of the district to point out; `labels`: how many large cities are named on it;

    `skip`: id of what comes after the map, for readers who walk by keyboard and do not want 36 stops.
    """
    drawn = district_map()
    by_ags = {value["ags"]: value for value in values}
    highest = max((value.get("count", 0) for value in by_ags.values()), default=0)
    districts = [_map_district(shape, by_ags.get(shape.ags), highest, mark) for shape in drawn.drawing_order()]
    return {
        "map": drawn,
        "districts": districts,
        "label": label or _("Karte der Kreise"),
        "names": [_name_on_map(shape, drawn) for shape in drawn.largest_cities(labels)],
        "skip": skip,
        "linked": any(district.url for district in districts),
    }


def _map_district(shape: Shape, value: MapValue | None, highest: int, mark: str) -> MapDistrict:
    if value is None:
        return MapDistrict(shape, shape.name, "", None, 0, shape.ags == mark)
    count = value.get("count")
    level = ceil(LEVELS * count / highest) if count else 0
    return MapDistrict(shape, value.get("name", shape.name), value.get("url", ""), count, level, shape.ags == mark)


def _name_on_map(shape: Shape, drawn: DistrictMap) -> dict[str, object]:
    """A city near the eastern edge has its name to its left, where there is room."""
    x, y = shape.centre
    left = x > drawn.width * 0.8
    return {"text": shape.short_name, "x": x, "y": y, "text_x": x - 7 if left else x + 7, "left": left}


@register.inclusion_tag("regions/_strip.html")
def strip(*, stages: Sequence[str], large: bool = False) -> dict[str, object]:
    """The strip of 36: `stages` in the map's order ("" where nothing is); `large` has two rows and a legend."""
    shapes = district_map().shapes
    per_row = ceil(len(shapes) / 2) if large else len(shapes)
    cells = [
        _cell(index, shape.name, stage, per_row)
        for index, (shape, stage) in enumerate(zip(shapes, stages, strict=True))
        if stage or large
    ]
    rows = range(2 if large else 1)
    return {
        "cells": cells,
        "large": large,
        "width": per_row * CELL - 2,
        "height": len(rows) * (CELL_HEIGHT + 4) - 4,
        "lines": [row * (CELL_HEIGHT + 4) + CELL_HEIGHT / 2 for row in rows],
        "legend": [
            {"label": label, "count": stages.count(stage), "cell": _cell(0, "", stage, 1)}
            for stage, label in STAGES.items()
            if stage in stages
        ],
    }


def _cell(index: int, name: str, stage: str, per_row: int) -> dict[str, object]:
    row, column = divmod(index, per_row)
    height = STAGE_HEIGHTS.get(stage, CELL_HEIGHT)
    return {
        "name": name,
        "stage": stage,
        "stage_label": STAGES.get(stage, ""),
        "x": column * CELL,
        "y": row * (CELL_HEIGHT + 4) + CELL_HEIGHT - height,
        "height": height,
    }
