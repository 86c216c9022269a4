"""Reads the reference data from its folder into the tables; repeatable, and changes what the files changed."""

import csv
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from regions.models import Association, District, Land, Municipality, Postcode

KINDS = {"Kreisfreie Stadt": District.Kind.CITY, "Landkreis": District.Kind.COUNTY}
SUFFIXES = {District.Kind.CITY: "stadt", District.Kind.COUNTY: "landkreis"}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
LAND = ("rheinland-pfalz", "Rheinland-Pfalz")

# Who stands for whom: Städtetag for the cities, Landkreistag for the Landkreise, and the Gemeinde- und Städtebund for
# the municipalities inside the Landkreise (agreement of July 2025).
ASSOCIATIONS = [
    ("staedtetag", "Städtetag Rheinland-Pfalz", "Städtetag", District.Kind.CITY),
    ("landkreistag", "Landkreistag Rheinland-Pfalz", "Landkreistag", District.Kind.COUNTY),
    ("gemeinde-und-staedtebund", "Gemeinde- und Städtebund Rheinland-Pfalz", "Gemeinde- und Städtebund", None),
]


@transaction.atomic
def load_regions(folder: Path) -> None:
    """Reads districts_rlp.csv and postcodes_rlp.csv. Raises FileNotFoundError, or KeyError on a missing column."""
    land, _ = Land.objects.update_or_create(slug=LAND[0], defaults={"name": LAND[1]})
    _load_districts(folder / "districts_rlp.csv", land)
    _load_postcodes(folder / "postcodes_rlp.csv")
    _load_associations(land)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _load_districts(path: Path, land: Land) -> None:
    rows = _rows(path)
    names = [row["name"] for row in rows]
    for row in rows:
        kind = KINDS[row["kind"]]
        slug = slugify(row["name"].split(" (")[0].translate(UMLAUTS))
        if names.count(row["name"]) > 1:
            slug = f"{slug}-{SUFFIXES[kind]}"
        values = {
            "land": land,
            "kind": kind,
            "name": row["name"],
            "official_name": row["official_name"],
            "slug": slug,
            "nuts3": row["nuts3"],
            "area_km2": row["area_km2"],
            "population": int(row["population"]),
            "foreign_share_pct": row["foreign_share_pct"] or None,
        }
        if not District.objects.filter(ags=row["ags"], **values).exists():  # a save has all its entries read anew
            District.objects.update_or_create(ags=row["ags"], defaults=values)


def _load_postcodes(path: Path) -> None:
    rows = _rows(path)
    Postcode.objects.bulk_create(
        [
            Postcode(
                postcode=row["postcode"],
                place=row["place"],
                district_id=row["ags"],
                latitude=_degrees(row["latitude"]),
                longitude=_degrees(row["longitude"]),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["postcode", "place", "district"],
        update_fields=["latitude", "longitude"],
    )
    counties = set(District.objects.filter(kind=District.Kind.COUNTY).values_list("ags", flat=True))
    places = {(row["ags"], row["place"]) for row in rows if row["ags"] in counties}
    Municipality.objects.bulk_create(
        [Municipality(district_id=ags, name=place) for ags, place in sorted(places)], ignore_conflicts=True
    )


def _load_associations(land: Land) -> None:
    for slug, name, short_name, kind in ASSOCIATIONS:
        values = {"name": name, "short_name": short_name, "land": land}
        association = Association.objects.filter(slug=slug, **values).first()  # a save has its pages read anew
        if association is None:
            association, _ = Association.objects.update_or_create(slug=slug, defaults=values)
        if kind:
            association.districts.set(District.objects.filter(kind=kind))
        else:
            association.municipalities.set(Municipality.objects.all())
