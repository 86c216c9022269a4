"""With whom a district is compared: tried on the real districts and their real boundaries."""

from collections.abc import Iterator
from itertools import permutations

import pytest
from django.conf import settings

from regions.load import load_regions
from regions.models import District
from regions.names import short_names
from regions.neighbours import neighbours
from regions.similar import MOST_ALIKE, are_neighbours, density, differences, likeness, similar_districts

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


PAIRS = 36 * 35


def pairs() -> Iterator[tuple[District, District]]:
    return permutations(District.objects.all(), 2)


def test_likeness_is_mutual() -> None:
    counted = 0
    for one, other in pairs():
        there, back = likeness(one, other), likeness(other, one)
        assert there.score == pytest.approx(back.score)
        assert [reason.split(" (")[0] for reason in there.reasons] == [reason.split(" (")[0] for reason in back.reasons]
        counted += 1
    assert counted == PAIRS


def truths(one: District, other: District) -> dict[str, bool]:
    """What may be said of the other, reckoned anew from the figures of the file; by how the words begin."""
    larger, denser = other.population / one.population, density(other) / density(one)
    share = float(other.foreign_share_pct or 0) - float(one.foreign_share_pct or 0)
    same_kind, alike = one.kind == other.kind, round(abs(share), 1) <= 1.5
    return {
        f"ebenfalls {other.get_kind_display()}": same_kind,
        str(other.get_kind_display()): not same_kind,
        "ähnlich groß": 0.8 <= larger <= 1.25,
        "viel größer": larger >= 2,
        "größer": 1.25 < larger < 2,
        "viel kleiner": larger <= 0.5,
        "kleiner": 0.5 < larger < 0.8,
        "ähnlich dicht besiedelt": 1 / 1.3 <= denser <= 1.3,
        "dichter besiedelt": denser > 1.3,
        "dünner besiedelt": denser < 1 / 1.3,
        "ähnlich viele ohne deutschen Pass": alike,
        "mehr ohne deutschen Pass": share > 0 and not alike,
        "weniger ohne deutschen Pass": share < 0 and not alike,
        "benachbart": other.ags in neighbours()[one.ags],
    }


def test_what_is_said_of_two_districts_is_all_that_is_true_of_them() -> None:
    for one, other in pairs():
        said = {words.split(" (")[0] for words in (*likeness(one, other).reasons, *differences(one, other))}
        assert said == {words for words, is_true in truths(one, other).items() if is_true}, (one, other)


def test_the_figure_beside_a_reason_is_the_other_districts() -> None:
    mainz_bingen, neuwied = District.objects.get(ags=MAINZ_BINGEN), District.objects.get(ags="07138")
    figure = f"{neuwied.population:,}".replace(",", ".")
    assert f"ähnlich groß ({figure} Einwohner:innen)" in likeness(mainz_bingen, neuwied).reasons


def test_a_city_is_told_from_the_county_around_it() -> None:
    city, around = District.objects.get(ags=KAISERSLAUTERN), District.objects.get(ags=AROUND_KAISERSLAUTERN)
    assert likeness(city, around).reasons == ("ähnlich groß (105.979 Einwohner:innen)", "benachbart")
    assert differences(city, around)[:2] == ("Landkreis", "dünner besiedelt (166 je km²)")
    assert differences(around, city)[:2] == ("kreisfreie Stadt", "dichter besiedelt (716 je km²)")


def test_every_similar_district_has_a_reason_that_can_be_said() -> None:
    for district in District.objects.all():
        assert all(similar.reasons for similar in similar_districts(district, MOST_ALIKE))
