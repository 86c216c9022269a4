"""Which districts border which, read from the boundaries: neighbours share a piece of boundary, not only a corner."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings

from regions.maps import Point, rings_of

Neighbours = Mapping[str, frozenset[str]]


def find_neighbours(features: Iterable[dict[str, Any]]) -> Neighbours:
    """GeoJSON features (property ags) → official key → keys of the districts it borders.

    The boundaries were simplified as one topology, so what two districts share are the very same pairs of points.
    """
    beside: dict[frozenset[Point], set[str]] = defaultdict(set)
    for feature in features:
        for edge in _edges(feature["geometry"]):
            beside[edge].add(feature["properties"]["ags"])
    found: dict[str, set[str]] = defaultdict(set)
    for districts in beside.values():
        for ags in districts:
            found[ags] |= districts - {ags}
    return {ags: frozenset(others) for ags, others in found.items()}


def _edges(geometry: dict[str, Any]) -> Iterator[frozenset[Point]]:
    for ring in rings_of(geometry):
        yield from (frozenset(edge) for edge in pairwise(ring))


@cache
def neighbours() -> Neighbours:
    """Of this installation's districts, read once per process from the file in DATA_DIR; none beyond the Land."""
    text = (Path(settings.DATA_DIR) / "districts_rlp.geojson").read_text(encoding="utf-8")
    return find_neighbours(json.loads(text)["features"])
