"""Questions to the reference data: labels, places, who is responsible where."""

import unicodedata
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from regions.models import District, Postcode

LABELS_FOR = 300  # seconds
PLACES_FOR = 300  # seconds
SUGGESTED = 3  # places at most, so that other things are suggested too


def district_labels() -> dict[str, str]:
    """Official key → name with its kind, ordered by name ("Mainz, Stadt" before "Mainz-Bingen, Landkreis")."""
    labels = cache.get("district-labels")
    if labels is None:
        districts = sorted(District.objects.all(), key=lambda district: district.sort_name)
        labels = {district.ags: district.sort_name for district in districts}
        cache.set("district-labels", labels, LABELS_FOR)
    return labels


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What a typed place stands for: no district, one, or several among which only the reader can choose."""

    text: str
    districts: tuple[District, ...]

    @property
    def district(self) -> District | None:
        return self.districts[0] if len(self.districts) == 1 else None


def find_place(text: str) -> PlaceAnswer:
    """Postcode, "postcode place", place, district's name or official key → districts. Never guesses between several.

    A name that a city and a county share (Kaiserslautern) is ambiguous; a place's exact name wins over names that
    only begin with the text.
    """
    cleaned = " ".join(text.replace("\x00", "").split())[:120]
    if not cleaned:
        return PlaceAnswer("", ())
    for candidates in (_by_key(cleaned), _by_postcode(cleaned), _by_name(cleaned), _by_beginning(cleaned)):
        districts = tuple(candidates)
        if districts:
            return PlaceAnswer(cleaned, districts)
    return PlaceAnswer(cleaned, ())


def postcode_centre(postcode: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS84, five decimals) of a postcode's centre; None where it is unknown."""
    centres: dict[str, tuple[float, float]] | None = cache.get("postcode-centres")
    if centres is None:
        rows = Postcode.objects.order_by("-pk").values_list("postcode", "latitude", "longitude")
        centres = {
            code: (round(latitude, 5), round(longitude, 5))
            for code, latitude, longitude in rows
            if latitude is not None and longitude is not None
        }
        cache.set("postcode-centres", centres, PLACES_FOR)
    return centres.get(postcode)


def _by_key(text: str) -> QuerySet[District]:
    return District.objects.filter(ags=text)


def _by_postcode(text: str) -> QuerySet[District]:
    postcode, _, place = text.partition(" ")
    rows = [(name, ags) for code, name, ags in _places() if code == postcode]
    named = [ags for name, ags in rows if name == fold(place)]
    return District.objects.filter(pk__in=named or [ags for _name, ags in rows])


def _by_name(text: str) -> list[District]:
    folded = fold(text)
    districts = list(District.objects.all())
    named = [d for d in districts if folded in (fold(d.full_name), fold(d.sort_name))]
    if named:
        return named
    keys = {ags for _code, place, ags in _places() if place == folded}
    return [d for d in districts if d.ags in keys or fold(d.name) == folded]


def _by_beginning(text: str) -> list[District]:
    folded = fold(text)
    keys = {ags for _code, place, ags in _places() if place.startswith(folded)}
    return [d for d in District.objects.all() if d.ags in keys or fold(d.name).startswith(folded)]


def _places() -> list[tuple[str, str, str]]:
    """(postcode, folded place, district's key) of all 2,356. Folded here: SQLite itself folds ASCII letters only."""
    places: list[tuple[str, str, str]] | None = cache.get("places")
    if places is None:
        rows = Postcode.objects.values_list("postcode", "place", "district_id")
        places = [(postcode, fold(place), ags) for postcode, place, ags in rows]
        cache.set("places", places, PLACES_FOR)
    return places


def fold(text: str) -> str:
    """The same for all ways to write a name: "Ürzig", "ürzig", and "ü" as two signs; "ß" as "ss"."""
    return unicodedata.normalize("NFC", text).casefold()


def suggested_places(beginning: str) -> list[tuple[str, str]]:
    """(place and its district, the district's address) of at most SUGGESTED places whose name or postcode begins so."""
    folded = fold(beginning)
    keys = dict.fromkeys((place, ags) for code, place, ags in _places() if folded in (place[: len(folded)], code))
    chosen = sorted(keys)[:SUGGESTED]
    districts = District.objects.in_bulk({ags for _place, ags in chosen})
    rows = Postcode.objects.filter(district__in=districts).values_list("place", "district_id")
    written = {(fold(place), ags): place for place, ags in rows}
    return [
        (f"{written[key]} ({districts[key[1]].full_name})", f"/kreise/{districts[key[1]].slug}/")
        for key in chosen
        if written[key] != districts[key[1]].name  # the district itself is suggested by its title
    ]
