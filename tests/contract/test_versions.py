"""How an index takes rows: never backwards, never half, and without a gap while another is built beside it."""

import copy

import pytest

from search.engines.base import EngineUnavailable
from search.query import Audience, Facet
from tests.contract import documents
from tests.contract.conftest import Portal
from tests.contract.documents import MAINZ, TRIER, draft

pytestmark = pytest.mark.every_database


def test_a_change_replaces_what_was_there(portal: Portal) -> None:
    portal.publish(draft("Schach", districts=(MAINZ,)))
    portal.write(documents.row("thing:1", draft("Tanz", districts=(TRIER,))))
    assert portal.titles("Schach") == []
    assert portal.titles("Tanz") == ["Tanz"]
    assert portal.count(Facet.DISTRICT) == {TRIER: 1}


def test_what_is_gone_is_not_found_and_comes_back_under_the_same_key(portal: Portal) -> None:
    portal.publish(draft("Schach", tags=("spiel",)))
    portal.write(documents.tombstone("thing:1"))
    assert portal.search().total == 0
    assert portal.count(Facet.TAG) == {}
    portal.write(documents.row("thing:1", draft("Schach wieder")))
    assert portal.titles("Schach") == ["Schach wieder"]


def test_a_late_write_of_an_older_version_changes_nothing(portal: Portal) -> None:
    (first,) = portal.publish(draft("Schach"))
    late = copy.deepcopy(first)
    newer = documents.row("thing:1", draft("Tanz"))
    portal.write(newer)
    index = portal.engine.live_index()
    assert index
    assert portal.engine.write(index, [late], refresh=True) == {first.pk: newer.version}
    assert portal.titles("Schach") == []
    assert portal.titles("Tanz") == ["Tanz"]


def test_a_late_write_does_not_wake_what_is_gone(portal: Portal) -> None:
    (first,) = portal.publish(draft("Schach"))
    late = copy.deepcopy(first)
    portal.write(documents.tombstone("thing:1"))
    portal.write(late)
    assert portal.search().total == 0


def test_writing_the_same_version_again_changes_nothing(portal: Portal) -> None:
    (row,) = portal.publish(draft("Schach", tags=("spiel",)))
    portal.write(row)
    assert portal.search("Schach").total == 1
    assert portal.count(Facet.TAG) == {"spiel": 1}


def test_what_becomes_members_business_is_hidden_at_once(portal: Portal) -> None:
    portal.publish(draft("Schach"))
    portal.write(documents.row("thing:1", draft("Schach", audience=Audience.MEMBERS)))
    assert portal.titles("Schach") == []


def test_an_index_tells_which_versions_it_holds(portal: Portal) -> None:
    portal.publish(draft("Schach"), draft("Tanz"))
    portal.write(documents.tombstone("thing:2"))
    index = portal.engine.live_index()
    assert index
    held = portal.engine.held(index)
    assert held["thing:1"] == 1
    assert held["thing:2"] == 2


def test_a_rebuild_answers_from_the_old_index_until_it_is_swapped(portal: Portal) -> None:
    row, gone = portal.publish(draft("Schach"), draft("Tanz"))
    before = portal.engine.live_index()
    beside = portal.engine.begin_rebuild()
    assert set(portal.engine.targets()) == {before, beside}
    assert len(portal.titles()) == 2
    portal.engine.write(beside, [row, gone], refresh=True)
    assert len(portal.titles()) == 2
    portal.write(documents.tombstone("thing:2"))  # reaches both
    assert portal.titles() == ["Schach"]
    portal.engine.finish_rebuild(beside)
    assert portal.engine.live_index() == beside
    assert portal.engine.targets() == [beside]
    assert portal.titles() == ["Schach"]


def test_an_abandoned_rebuild_leaves_the_old_index_serving(portal: Portal) -> None:
    (row,) = portal.publish(draft("Schach"))
    before = portal.engine.live_index()
    beside = portal.engine.begin_rebuild()
    portal.engine.abandon_rebuild(beside)
    assert portal.engine.targets() == [before]
    assert portal.titles() == ["Schach"]
    with pytest.raises(EngineUnavailable):
        portal.engine.write(beside, [row], refresh=True)


def test_abandoning_an_index_that_already_answers_leaves_it_serving(portal: Portal) -> None:
    portal.publish(draft("Schach"))
    live = portal.engine.live_index()
    assert live
    portal.engine.abandon_rebuild(live)
    assert portal.engine.live_index() == live
    assert portal.titles("Schach") == ["Schach"]


def test_an_engine_that_serves_is_ready(portal: Portal) -> None:
    assert portal.engine.ready()


def test_what_was_written_between_two_questions_is_seen_whatever_came_before(portal: Portal) -> None:
    first, second, third = portal.publish(draft("Schach"), draft("Tanz"), draft("Chor"))
    assert portal.search().total == 3
    portal.write(documents.row(first.key, draft("Schach am Abend", districts=(MAINZ,))))
    assert portal.count(Facet.DISTRICT) == {MAINZ: 1}
    portal.write(documents.row(first.key, draft("Schach am Morgen", districts=(TRIER,))))
    portal.write(documents.tombstone(second.key))
    assert portal.count(Facet.DISTRICT) == {TRIER: 1}
    portal.write(documents.row(second.key, draft("Tanz wieder")), documents.tombstone(third.key))
    assert set(portal.titles()) == {"Schach am Morgen", "Tanz wieder"}
