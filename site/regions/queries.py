"""Questions to the reference data: labels, places, who is responsible where."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from regions.models import District, Postcode

LABELS_FOR = 300  # seconds


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


def _by_key(text: str) -> QuerySet[District]:
    return District.objects.filter(ags=text)


def _by_postcode(text: str) -> QuerySet[District]:
    postcode, _, place = text.partition(" ")
    if not (postcode.isascii() and postcode.isdigit()):
        return District.objects.none()
    rows = Postcode.objects.filter(postcode=postcode)
    if place and rows.filter(place__iexact=place).exists():
        rows = rows.filter(place__iexact=place)
    return District.objects.filter(pk__in=rows.values("district"))


def _by_name(text: str) -> list[District]:
    lowered = text.lower()
    named = [d for d in District.objects.all() if lowered in (d.full_name.lower(), d.sort_name.lower())]
    if named:
        return named
    places = Postcode.objects.filter(place__iexact=text).values("district")
    found = District.objects.filter(pk__in=places) | District.objects.filter(name__iexact=text)
    return list(found.distinct())


def _by_beginning(text: str) -> QuerySet[District]:
    places = Postcode.objects.filter(place__istartswith=text).values("district")
    return (District.objects.filter(pk__in=places) | District.objects.filter(name__istartswith=text)).distinct()
