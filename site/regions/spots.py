"""Where on the map a typed place lies: the middle of its postcodes, in each district that it may stand for."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from regions.models import District, Postcode
from regions.queries import PlaceAnswer, fold
from search.geo import Point, rounded


@dataclass(frozen=True, slots=True)
class Spot:
    """What a text may stand for. `text`: how to write it so that only this one is meant."""

    text: str
    district: District
    point: Point | None  # None where no postcode's centre is known


def spots_of(place: PlaceAnswer) -> list[Spot]:
    """One for each district in which the place lies."""
    known: dict[str, list[Postcode]] = {district.pk: [] for district in place.districts}
    for row in Postcode.objects.filter(district__in=known).order_by("postcode", "place"):
        known[row.district_id].append(row)
    return [_spot(place.text, district, known[district.pk]) for district in place.districts]


def middle_of(points: Iterable[Point]) -> Point | None:
    """The mean of the points; over a district's extent the earth is flat enough for it."""
    different = sorted(set(points))
    if not different:
        return None
    return rounded((fmean(latitude for latitude, _ in different), fmean(longitude for _, longitude in different)))


def _spot(text: str, district: District, rows: list[Postcode]) -> Spot:
    meant = _meant(text, rows)
    of_all = meant or rows
    middle = middle_of((row.latitude, row.longitude) for row in of_all if row.latitude and row.longitude)
    return Spot(f"{meant[0].postcode} {meant[0].place}" if meant else district.full_name, district, middle)


def _meant(text: str, rows: list[Postcode]) -> list[Postcode]:
    """The rows that the text names by postcode, both, place, or a place's beginning; none: it names the district."""
    postcode, _, place = text.partition(" ")
    with_postcode = [row for row in rows if row.postcode == postcode]
    named = [row for row in with_postcode if fold(row.place) == fold(place)]
    folded = fold(text)
    return (
        named
        or with_postcode
        or [row for row in rows if fold(row.place) == folded]
        or [row for row in rows if fold(row.place).startswith(folded)]
    )
