"""With whom a district is compared: tried on the real districts and their real boundaries."""

import pytest
from django.conf import settings

from regions.load import load_regions
from regions.models import District
from regions.names import short_names
from regions.neighbours import neighbours
from regions.similar import are_neighbours, similar_districts

pytestmark = pytest.mark.django_db

MAINZ, WORMS, MAINZ_BINGEN, ALZEY_WORMS = "07315", "07319", "07339", "07331"
KAISERSLAUTERN, AROUND_KAISERSLAUTERN = "07312", "07335"
TRIER, TRIER_SAARBURG, KOBLENZ = "07211", "07235", "07111"


@pytest.fixture(autouse=True)
def the_real_districts(db: None) -> None:
    load_regions(settings.DATA_DIR)


def nearest(ags: str, limit: int = 6) -> list[str]:
    return [similar.district.ags for similar in similar_districts(District.objects.get(ags=ags), limit)]


def test_neighbours_are_neighbours_of_each_other() -> None:
    beside = neighbours()
    assert set(beside) == set(District.objects.values_list("ags", flat=True))
    assert all(ags in beside[other] for ags, others in beside.items() for other in others)
    assert all(ags not in others for ags, others in beside.items())


def test_every_district_has_a_neighbour_within_the_land() -> None:
    assert all(neighbours().values())


@pytest.mark.parametrize(
    ("ags", "others"),
    [
        (MAINZ, {MAINZ_BINGEN}),
        (TRIER, {TRIER_SAARBURG}),
        (WORMS, {ALZEY_WORMS, "07332", "07338"}),
        (KOBLENZ, {"07137", "07141", "07143"}),
        (KAISERSLAUTERN, {AROUND_KAISERSLAUTERN, "07332"}),
    ],
)
def test_neighbours_are_those_on_the_map(ags: str, others: set[str]) -> None:
    assert neighbours()[ags] == others


def test_what_touches_in_one_corner_only_or_by_name_is_no_neighbour() -> None:
    mainz, worms = District.objects.get(ags=MAINZ), District.objects.get(ags=WORMS)
    assert not are_neighbours(mainz, worms)


def test_a_namesake_is_not_what_is_most_alike() -> None:
    assert nearest(MAINZ_BINGEN)[0] == "07138"  # Neuwied: a county of about the same size, density and share
    assert MAINZ not in nearest(MAINZ_BINGEN)
    assert AROUND_KAISERSLAUTERN not in nearest(KAISERSLAUTERN)
    assert KAISERSLAUTERN not in nearest(AROUND_KAISERSLAUTERN)


def test_cities_are_compared_with_cities_and_counties_with_counties() -> None:
    for district in District.objects.all():
        assert {similar.district.kind for similar in similar_districts(district, 6)} == {district.kind}


def test_the_most_similar_comes_first_and_nobody_is_like_himself() -> None:
    for district in District.objects.all():
        found = similar_districts(district, 35)
        scores = [similar.score for similar in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert len(found) == 35
        assert district.ags not in [similar.district.ags for similar in found]


def test_the_reasons_are_said_in_words() -> None:
    first = similar_districts(District.objects.get(ags=ALZEY_WORMS), 1)[0]
    assert first.district.name == "Bad Dürkheim"
    assert first.reasons == (
        "ebenfalls Landkreis",
        "ähnlich groß (132.671 Einwohner:innen)",
        "ähnlich dicht besiedelt (223 je km²)",
        "ähnlich viele ohne deutschen Pass (8,4 %)",
        "benachbart",
    )


def test_a_share_that_nobody_knows_is_no_reason_and_no_obstacle() -> None:
    District.objects.filter(ags=ALZEY_WORMS).update(foreign_share_pct=None)
    first = similar_districts(District.objects.get(ags=ALZEY_WORMS), 1)[0]
    assert not any("Pass" in reason for reason in first.reasons)


def test_short_names_are_short_and_all_different() -> None:
    names = short_names(District.objects.all())
    assert len(set(names.values())) == 36
    assert max(map(len, names.values())) <= 24
    assert names[KAISERSLAUTERN] == "Stadt Kaiserslautern"
    assert names[AROUND_KAISERSLAUTERN] == "Lkr. Kaiserslautern"
    assert names["07316"] == "Stadt Neustadt"
    assert names["07132"] == "Altenkirchen"
