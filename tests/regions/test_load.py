"""The reference data: 36 districts, their associations, postcodes; loading twice changes nothing."""

import pytest
from django.conf import settings

from regions.load import load_regions
from regions.models import Association, District, Municipality, Postcode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_regions(settings.DATA_DIR)


def test_there_are_36_districts_and_three_associations() -> None:
    assert District.objects.filter(kind=District.Kind.CITY).count() == 12
    assert District.objects.filter(kind=District.Kind.COUNTY).count() == 24
    members = {a.slug: (a.districts.count(), a.municipalities.exists()) for a in Association.objects.all()}
    assert members == {
        "staedtetag": (12, False),
        "landkreistag": (24, False),
        "gemeinde-und-staedtebund": (0, True),
    }


def test_both_districts_named_kaiserslautern_have_their_own_address_and_name() -> None:
    found = District.objects.filter(name="Kaiserslautern").values_list("slug", flat=True)
    assert sorted(found) == ["kaiserslautern-landkreis", "kaiserslautern-stadt"]
    names = {district.full_name for district in District.objects.filter(name="Kaiserslautern")}
    assert names == {"Stadt Kaiserslautern", "Landkreis Kaiserslautern"}


def test_names_carry_the_kind_once() -> None:
    assert District.objects.get(ags="07143").full_name == "Westerwaldkreis"
    assert District.objects.get(ags="07339").full_name == "Landkreis Mainz-Bingen"
    assert District.objects.get(ags="07315").full_name == "Stadt Mainz"


def test_loading_again_changes_nothing() -> None:
    def counts() -> list[int]:
        return [model.objects.count() for model in (District, Municipality, Postcode, Association)]

    before = counts()
    load_regions(settings.DATA_DIR)
    assert counts() == before


def test_cities_come_first_in_the_strip() -> None:
    kinds = [district.kind for district in District.objects.all()]
    assert kinds == sorted(kinds)
    assert kinds[:12] == ["city"] * 12
