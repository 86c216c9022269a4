"""What a place finds: around it, in order of distance, and with what is there for everybody."""

import datetime as dt
from math import cos, radians

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from search.geo import Point, metres, nearest_km, rounded
from search.query import YES, Facet, Near, SearchQuery, Sort
from search.registry import Draft
from tests.contract import documents
from tests.contract.conftest import Portal
from tests.contract.documents import MAINZ, TRIER, draft

pytestmark = pytest.mark.every_database

CATHEDRAL: Point = (49.99889, 8.27389)  # in Mainz
STATION: Point = (50.00123, 8.25877)  # 1.1 km from it
WORMS: Point = (49.63028, 8.35917)  # 41 km
PORTA: Point = (49.75972, 6.64401)  # in Trier, 120 km


def near(radius_km: int | None = None, point: Point = CATHEDRAL) -> Near:
    return Near(*point, radius_km)


def at(title: str, *points: Point, **fields: object) -> Draft:
    return draft(title, points=points, **{"districts": (MAINZ,), **fields})


def test_a_radius_finds_what_lies_within_it(portal: Portal) -> None:
    portal.publish(at("Bahnhof", STATION), at("Worms", WORMS), at("Trier", PORTA))
    assert portal.titles(near=near(2)) == ["Bahnhof"]
    assert set(portal.titles(near=near(50))) == {"Bahnhof", "Worms"}
    assert portal.search(near=near(1)).total == 0


def test_one_of_several_points_within_the_radius_suffices(portal: Portal) -> None:
    portal.publish(at("zwei Orte", PORTA, STATION))
    assert portal.titles(near=near(2)) == ["zwei Orte"]
    assert portal.titles(near=near(2, PORTA)) == ["zwei Orte"]


def test_without_a_point_a_thing_is_in_no_radius_but_in_its_district(portal: Portal) -> None:
    portal.publish(at("Schutzhaus"))
    assert portal.titles(near=near(50)) == []
    assert portal.titles(near=near(), filters={Facet.DISTRICT: frozenset([MAINZ])}) == ["Schutzhaus"]


def test_what_belongs_to_no_district_is_within_every_radius(portal: Portal) -> None:
    portal.publish(at("Telefon", districts=()), at("Telefon aus Trier", PORTA, districts=()), at("Trier", PORTA))
    assert set(portal.titles(near=near(2))) == {"Telefon", "Telefon aus Trier"}


def test_total_and_facets_count_within_the_radius(portal: Portal) -> None:
    portal.publish(
        at("Bahnhof", STATION, languages=("ar",), free=True),
        at("Worms", WORMS, languages=("ar", "uk")),
        at("Trier", PORTA, districts=(TRIER,)),
    )
    assert portal.count(Facet.LANGUAGE, near=near(2)) == {"ar": 1}
    assert portal.count(Facet.LANGUAGE, near=near(50)) == {"ar": 2, "uk": 1}
    assert portal.count(Facet.DISTRICT, near=near(50), filters={Facet.DISTRICT: frozenset([TRIER])}) == {
        MAINZ: 2,
        TRIER: 0,
    }
    assert portal.count(Facet.FREE, near=near(50)) == {YES: 1}


def test_a_radius_narrows_what_the_words_find(portal: Portal) -> None:
    portal.publish(at("Sprachkurs am Bahnhof", STATION), at("Sprachkurs Trier", PORTA), at("Schach", STATION))
    assert portal.titles("Sprachkurs", near=near(5)) == ["Sprachkurs am Bahnhof"]


def test_sorted_by_distance_the_nearest_is_first_and_what_has_no_point_last(portal: Portal) -> None:
    portal.publish(
        at("ohne Ort", date=dt.date(2026, 1, 1)), at("Trier", PORTA), at("Bahnhof", STATION), at("Worms", WORMS)
    )
    assert portal.titles(near=near(), sort=Sort.DISTANCE) == ["Bahnhof", "Worms", "Trier", "ohne Ort"]
    assert portal.titles("Trier Bahnhof", near=near(), sort=Sort.DISTANCE) == ["Bahnhof", "Trier"]


def test_of_what_is_equally_far_the_newest_is_first(portal: Portal) -> None:
    portal.publish(at("alt", STATION, date=dt.date(2020, 1, 1)), at("neu", STATION, date=dt.date(2026, 1, 1)))
    assert portal.titles(near=near(), sort=Sort.DISTANCE) == ["neu", "alt"]


def test_a_hit_says_how_far_it_is(portal: Portal) -> None:
    portal.publish(at("Worms", WORMS, PORTA), at("ohne Ort"))
    worms, nowhere = portal.search(near=near(), sort=Sort.DISTANCE).hits
    assert worms.distance_km == pytest.approx(41.4, abs=0.2)
    assert nowhere.distance_km is None
    assert all(hit.distance_km is None for hit in portal.search().hits)


def test_free_and_accessible_narrow_and_are_counted_as_if_they_did_not(portal: Portal) -> None:
    portal.publish(draft("beides", free=True, accessible=True), draft("kostenfrei", free=True), draft("nichts"))
    filters = {Facet.FREE: frozenset([YES]), Facet.ACCESSIBLE: frozenset([YES])}
    assert portal.titles(filters=filters) == ["beides"]
    assert portal.count(Facet.FREE, filters=filters) == {YES: 1}
    assert portal.count(Facet.ACCESSIBLE, filters=filters) == {YES: 1}
    assert portal.count(Facet.FREE, filters={Facet.FREE: frozenset([YES])}) == {YES: 2}


def test_what_is_recommended_narrows_and_is_counted_as_if_it_did_not(portal: Portal) -> None:
    portal.publish(draft("mit Siegel", recommended=True), draft("ohne"))
    filters = {Facet.RECOMMENDED: frozenset([YES])}
    assert portal.titles(filters=filters) == ["mit Siegel"]
    assert portal.count(Facet.RECOMMENDED, filters=filters) == {YES: 1}
    assert portal.search().total == 2


def test_what_moves_away_is_no_longer_near(portal: Portal) -> None:
    portal.publish(at("Treff", STATION))
    portal.write(documents.row("thing:1", at("Treff", PORTA)))
    assert portal.titles(near=near(5)) == []
    portal.write(documents.tombstone("thing:1"))
    assert portal.search(near=near(50, PORTA)).total == 0


def test_north_is_as_far_as_the_earth_is_round() -> None:
    assert nearest_km((50.0, 8.0), [(51.0, 8.0)]) == pytest.approx(111.195, abs=0.001)
    assert nearest_km((50.0, 8.0), [(50.0, 8.0)]) == 0
    assert nearest_km((50.0, 8.0), []) is None


LATITUDES, LONGITUDES = st.floats(48.9, 51.0), st.floats(6.0, 8.6)  # the Land
EARTH_DEGREE = 111_195.08  # metres of a degree of latitude


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    latitude=LATITUDES,
    longitude=LONGITUDES,
    radius_km=st.sampled_from([2, 5, 10, 25, 50]),
    bearing=st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1), (0.6, 0.8), (-0.8, 0.6)]),
    beside=st.sampled_from([-500.0, -20.0, -3.0, 3.0, 20.0, 500.0]),
)
def test_every_engine_draws_the_same_circle(
    portal: Portal, latitude: float, longitude: float, radius_km: int, bearing: tuple[float, float], beside: float
) -> None:
    """Close to the boundary, each engine decides as the arithmetic does.

    Points within a metre of it are left out: Elasticsearch keeps a point to a centimetre.
    """
    start = rounded((latitude, longitude))
    length = (radius_km * 1000 + beside) / EARTH_DEGREE
    point = rounded((start[0] + bearing[0] * length, start[1] + bearing[1] * length / cos(radians(start[0]))))
    [distance] = metres(start, np.array([point[0]]), np.array([point[1]]))
    assume(abs(distance - radius_km * 1000) > 1)
    if portal.written:
        portal.write(documents.row("thing:1", at("Treff", point)))
    else:
        portal.publish(at("Treff", point))
    results = portal.engine.search(SearchQuery(near=near(radius_km, start), semantic=False))
    assert results.total == (distance <= radius_km * 1000)
    assert sum(value.count for value in results.facets[Facet.DISTRICT]) == results.total
