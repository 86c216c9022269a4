"""From a typed place to its district; what lies in several is asked back, never guessed."""

import pytest
from django.conf import settings
from django.db.models import Count

from regions.load import load_regions
from regions.models import Postcode
from regions.queries import find_place

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_regions(settings.DATA_DIR)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("55116", ["07315"]),
        ("55116 Mainz", ["07315"]),
        ("  Mainz ", ["07315"]),
        ("Stadt Mainz", ["07315"]),
        ("mainz-bingen", ["07339"]),
        ("Landkreis Kaiserslautern", ["07335"]),
        ("07335", ["07335"]),
        ("Ürzig", ["07231"]),
        ("ürzig", ["07231"]),
        ("u\u0308rzig", ["07231"]),
        ("ÜRZ", ["07231"]),
        ("54539 ürzig", ["07231"]),
        ("südwestpfalz", ["07340"]),
        ("WEISSENTHURM", ["07137"]),
        ("Kaiserslautern", ["07312", "07335"]),
        ("Nirgendwo", []),
        ("", []),
        ("99999", []),
        ("\x00' OR 1=1 --", []),
        ("²²", []),
    ],
)
def test_a_typed_place_leads_to_its_districts(typed: str, expected: list[str]) -> None:
    assert sorted(district.ags for district in find_place(typed).districts) == expected


def test_all_forty_postcodes_in_several_districts_are_asked_back() -> None:
    several = Postcode.objects.values("postcode").annotate(n=Count("district", distinct=True)).filter(n__gt=1)
    codes = [row["postcode"] for row in several]
    assert len(codes) == 40
    for code in codes:
        place = find_place(code)
        assert place.district is None
        assert len(place.districts) >= 2


def test_the_place_beside_a_postcode_decides_between_districts() -> None:
    shared = Postcode.objects.values("postcode").annotate(n=Count("district", distinct=True)).filter(n__gt=1)
    row = Postcode.objects.filter(postcode__in=shared.values("postcode")).order_by("pk").first()
    assert row is not None
    districts = find_place(f"{row.postcode} {row.place}").districts
    assert row.district in districts
    assert len(districts) <= len(find_place(row.postcode).districts)
