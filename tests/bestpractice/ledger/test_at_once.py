"""Many districts and many clicks in the same moment: nothing is lost, and nothing stands there twice."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from accounts.models import Role
from bestpractice.ledger import acts, queries
from bestpractice.ledger.acts import Account, Word
from bestpractice.models import Adoption, PracticePage
from regions.models import District
from search.models import SearchDocument
from tests.e2e.pages import settle
from tests.factories import MAINZ, PracticeFactory, adoption, district_page, district_rows, lay_ground, person, portal

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 1, 10)
AT_ONCE = 6


def at_once(number: int, do: Callable[[int], object]) -> None:
    """Each in a thread with a connection of its own, let go together; what one of them raises fails the test."""
    start = threading.Barrier(number)

    def run(which: int) -> None:
        try:
            start.wait()
            do(which)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        for done in [pool.submit(run, which) for which in range(number)]:
            done.result()


@pytest.fixture
def keys() -> list[str]:
    return [MAINZ, *(key for key in district_rows() if key != MAINZ)][: AT_ONCE + 1]


@pytest.fixture
def practice(keys: list[str]) -> PracticePage:
    if connection.vendor == "sqlite" and connection.settings_dict["NAME"].startswith("file:memory"):
        pytest.skip("a database in memory is locked by its own threads")
    lay_ground()
    portal(*keys)
    made: PracticePage = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
    return made


def test_districts_that_adopt_in_the_same_moment_are_all_counted(practice: PracticePage, keys: list[str]) -> None:
    others = list(District.objects.filter(pk__in=keys[1:]))
    people = [person(Role.Kind.MANAGER, ags=district.ags) for district in others]

    def adopt(which: int) -> None:
        page = PracticePage.objects.get(pk=practice.pk)
        acts.adopt(page, others[which], Word("running", DAY), Account("anders"), people[which])

    at_once(AT_ONCE, adopt)

    assert queries.figures(practice).used == AT_ONCE
    assert all(row.steps.count() == 1 for row in Adoption.objects.all())
    settle()
    assert SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}").facts["used"] == AT_ONCE


def test_a_district_added_by_its_manager_and_its_deputy_in_the_same_moment_stands_there_once(
    practice: PracticePage, keys: list[str]
) -> None:
    district = District.objects.get(pk=keys[1])
    people = [
        person(Role.Kind.MANAGER, ags=keys[1]),
        person(Role.Kind.DEPUTY, ags=keys[1], valid_from=dt.date(2020, 1, 1), valid_until=dt.date(2090, 1, 1)),
    ]

    at_once(4, lambda which: acts.adopt(practice, district, Word("running", DAY), Account(), people[which % 2]))

    assert Adoption.objects.get().steps.count() == 1


def test_two_who_carry_on_in_the_same_moment_make_one_step_or_are_told(practice: PracticePage, keys: list[str]) -> None:
    row = adoption(practice, keys[1], "planning")
    people = [person(Role.Kind.MANAGER, ags=keys[1]) for _who in range(4)]
    told: list[ValidationError] = []

    def carry_on(which: int) -> None:
        try:
            acts.move_on(row, Word("running", DAY + dt.timedelta(days=which)), people[which])
        except ValidationError as error:
            told.append(error)

    at_once(4, carry_on)

    assert [step.stage for step in row.steps.all()] == ["planning", "running"]
    assert len(told) == 3
    row.refresh_from_db()
    assert row.since == row.steps.last().on


def test_confirming_and_rejecting_in_the_same_moment_ends_in_one_of_both(
    practice: PracticePage, keys: list[str]
) -> None:
    row = adoption(practice, keys[1], "running", confirmed_on=None)
    people = [person(Role.Kind.MANAGER, ags=keys[1]) for _who in range(2)]
    told: list[ValidationError] = []

    def answer(which: int) -> None:
        try:
            (acts.confirm if which else acts.drop_report)(row, people[which])
        except ValidationError as error:
            told.append(error)

    at_once(2, answer)

    assert len(told) == 1
    assert queries.figures(practice).used == Adoption.objects.count()
