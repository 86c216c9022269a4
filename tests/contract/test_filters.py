"""What narrows results, what is counted beside them, and who may find what."""

import datetime as dt

import pytest
import time_machine

from search.query import Audience, Facet, SearchQuery
from tests.contract.conftest import Portal
from tests.contract.documents import MAINZ, TRIER, WORMS, draft

pytestmark = pytest.mark.every_database

TODAY = dt.datetime(2026, 5, 10, 12, tzinfo=dt.UTC)


def chosen(**values: str) -> dict[Facet, frozenset[str]]:
    return {Facet(name): frozenset(value.split()) for name, value in values.items()}


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(portal: Portal) -> None:
    portal.publish(
        draft("Kita Mainz", topics=("kita",), districts=(MAINZ,)),
        draft("Kita Trier", topics=("kita",), districts=(TRIER,)),
        draft("Schule Mainz", topics=("schule",), districts=(MAINZ,)),
    )
    assert set(portal.titles(filters=chosen(district=f"{MAINZ} {TRIER}", topic="kita"))) == {"Kita Mainz", "Kita Trier"}
    assert portal.titles(filters=chosen(district=MAINZ, topic="schule")) == ["Schule Mainz"]
    assert portal.titles("Kita", filters=chosen(district=WORMS)) == []


def test_kinds_narrow_and_are_counted(portal: Portal) -> None:
    portal.publish(draft("Schach lernen"), kind="offer")
    portal.publish(draft("Schachverein"), kind="organisation")
    assert portal.titles("Schach", filters=chosen(kind="organisation")) == ["Schachverein"]
    assert portal.count(Facet.KIND, "Schach") == {"offer": 1, "organisation": 1}


def test_what_belongs_to_no_district_is_found_in_each_and_counted_in_none(portal: Portal) -> None:
    portal.publish(draft("Telefon überall"), draft("Telefon Mainz", districts=(MAINZ,)))
    assert set(portal.titles("Telefon", filters=chosen(district=MAINZ))) == {"Telefon überall", "Telefon Mainz"}
    assert portal.titles("Telefon", filters=chosen(district=TRIER)) == ["Telefon überall"]
    assert portal.count(Facet.DISTRICT, "Telefon") == {MAINZ: 1}


def test_a_facet_is_counted_as_if_it_were_not_narrowed(portal: Portal) -> None:
    portal.publish(
        draft("Kita Mainz", topics=("kita",), districts=(MAINZ,)),
        draft("Kita Trier", topics=("kita",), districts=(TRIER,)),
        draft("Schule Trier", topics=("schule",), districts=(TRIER,)),
    )
    filters = chosen(district=MAINZ)
    assert portal.count(Facet.DISTRICT, filters=filters) == {MAINZ: 1, TRIER: 2}
    assert portal.count(Facet.TOPIC, filters=filters) == {"kita": 1}
    assert portal.count(Facet.TOPIC, filters=chosen(district=TRIER, topic="kita")) == {"kita": 1, "schule": 1}


def test_a_chosen_value_says_so_and_stays_when_nothing_has_it(portal: Portal) -> None:
    portal.publish(draft("Kita", topics=("kita",)))
    values = portal.search(filters=chosen(topic="gibtesnicht")).facets[Facet.TOPIC]
    assert [(value.value, value.count, value.chosen) for value in values if value.chosen] == [("gibtesnicht", 0, True)]


def test_every_value_is_counted_not_only_the_first_ten(portal: Portal) -> None:
    portal.publish(*(draft(f"Schach {n}", tags=(f"wort-{n:03}", "alle")) for n in range(120)))
    counted = portal.count(Facet.TAG, "Schach", page_size=5)
    assert len(counted) == 121
    assert counted["alle"] == 120


def test_facets_that_nobody_asks_for_are_not_counted(portal: Portal) -> None:
    portal.publish(draft("Schach", tags=("spiel",)))
    assert portal.engine.search(SearchQuery(text="Schach", facets=False, semantic=False)).facets == {}


def test_a_visitor_neither_finds_nor_counts_what_is_for_members(portal: Portal) -> None:
    portal.publish(
        draft("Protokoll der Runde", audience=Audience.MEMBERS, tags=("intern",)),
        draft("Runde für alle", tags=("offen",)),
    )
    assert portal.titles("Runde") == ["Runde für alle"]
    assert portal.count(Facet.TAG, "Runde") == {"offen": 1}
    assert len(portal.titles("Runde", audience=Audience.MEMBERS)) == 2
    assert portal.count(Facet.TAG, "Runde", audience=Audience.MEMBERS) == {"offen": 1, "intern": 1}


@time_machine.travel(TODAY, tick=False)
def test_a_thing_is_found_from_its_first_to_its_last_day(portal: Portal) -> None:
    today = TODAY.date()
    day = dt.timedelta(days=1)
    portal.publish(
        draft("Schach heute", valid_from=today, valid_until=today, tags=("heute",)),
        draft("Schach gestern", valid_until=today - day, tags=("gestern",)),
        draft("Schach morgen", valid_from=today + day, tags=("morgen",)),
    )
    assert portal.titles("Schach") == ["Schach heute"]
    assert portal.count(Facet.TAG, "Schach") == {"heute": 1}


def test_time_alone_brings_a_thing_in_and_takes_it_out(portal: Portal) -> None:
    first, last = dt.date(2026, 5, 11), dt.date(2026, 5, 12)
    portal.publish(draft("Schach", valid_from=first, valid_until=last))
    found = []
    for day in (10, 11, 12, 13):
        with time_machine.travel(dt.datetime(2026, 5, day, 12, tzinfo=dt.UTC), tick=False):
            found.append(portal.search("Schach").total)
    assert found == [0, 1, 1, 0]
