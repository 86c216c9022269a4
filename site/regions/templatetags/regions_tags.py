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
CELL_HEIGHT = 16  # in the viewBox's units, as all that follows
STAGE_HEIGHTS = {"source": 16, "running": 16, "piloting": 12, "planning": 8, "interested": 4, "stopped": 16}


@dataclass(frozen=True, slots=True)
class Grid:
    """How the cells stand: so many in a row, each so wide, from one to the next so far."""

    rows: int
    per_row: int
    width: int
    step: int
    row_step: int = CELL_HEIGHT + 6

    def place(self, index: int) -> tuple[int, int]:
        row, column = divmod(index, self.per_row)
        return column * self.step, row * self.row_step


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
    level = ceil(LEVELS * count / max(highest, LEVELS)) if count else 0  # a single one is never the darkest
    return MapDistrict(shape, value.get("name", shape.name), value.get("url", ""), count, level, shape.ags == mark)


def _name_on_map(shape: Shape, drawn: DistrictMap) -> dict[str, object]:
    """A city near the eastern edge has its name to its left, where there is room."""
    x, y = shape.centre
    left = x > drawn.width * 0.8
    return {"text": shape.short_name, "x": x, "y": y, "text_x": x - 7 if left else x + 7, "left": left}


@register.inclusion_tag("regions/_strip.html")
def strip(*, stages: Sequence[str], large: bool = False) -> dict[str, object]:
    """The strip of 36: `stages` in the map's order ("" where nothing is); `large` has two rows and a legend.

    Empty while the database does not hold all districts: nobody could say which stage belongs to which.
    """
    shapes = district_map().shapes
    if len(stages) != len(shapes):
        stages = [""] * len(shapes)
    grid = Grid(2, ceil(len(shapes) / 2), 8, 15) if large else Grid(1, len(shapes), 5, 7)
    cells = [
        _cell(grid, index, shape.name, stage)
        for index, (shape, stage) in enumerate(zip(shapes, stages, strict=True))
        if stage or large
    ]
    return {
        "cells": cells,
        "large": large,
        "cell_width": grid.width,
        "width": (grid.per_row - 1) * grid.step + grid.width,
        "height": (grid.rows - 1) * grid.row_step + CELL_HEIGHT,
        "lines": [row * grid.row_step + CELL_HEIGHT // 2 for row in range(grid.rows)],
        "legend": [
            {"label": label, "count": stages.count(stage), "cell": _cell(grid, 0, "", stage)}
            for stage, label in STAGES.items()
            if stage in stages
        ],
    }


def _cell(grid: Grid, index: int, name: str, stage: str) -> dict[str, object]:
    x, y = grid.place(index)
    height = STAGE_HEIGHTS.get(stage, CELL_HEIGHT)
    return {
        "name": name,
        "stage": stage,
        "stage_label": STAGES.get(stage, ""),
        "x": x,
        "y": y + CELL_HEIGHT - height,
        "height": height,
    }
