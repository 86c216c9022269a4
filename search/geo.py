"""Points on the earth and how far they are apart, reckoned as Elasticsearch's "arc" does, so that all agree."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]  # latitude and longitude in degrees, WGS84
Degrees = NDArray[np.float64]
Metres = NDArray[np.float64]

EARTH_RADIUS = 6_371_008.7714  # metres, the mean radius of WGS84 as Lucene has it
DECIMALS = 5  # of a degree: about a metre


def rounded(point: Point) -> Point:
    return round(point[0], DECIMALS), round(point[1], DECIMALS)


def metres(start: Point, latitudes: Degrees, longitudes: Degrees) -> Metres:
    """The length of the arc from `start` to each point: the haversine formula.

    Elasticsearch keeps a point up to a centimetre beside where it is: closer to a radius, engines may differ.
    """
    latitude, longitude = np.radians(start)
    to_latitudes, to_longitudes = np.radians(latitudes), np.radians(longitudes)
    half = (
        np.sin((to_latitudes - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(to_latitudes) * np.sin((to_longitudes - longitude) / 2) ** 2
    )
    result: Metres = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return result


def nearest_km(start: Point, points: Sequence[Point]) -> float | None:
    """Kilometres to the nearest of the points; None when there is none."""
    if not points:
        return None
    latitudes, longitudes = np.array(points, np.float64).T
    return float(metres(start, latitudes, longitudes).min()) / 1000
