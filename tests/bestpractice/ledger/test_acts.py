"""What a district tells of its use of a practice: dated steps, a reason for a stop, one row, put right by itself."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Role, User
from bestpractice.ledger import acts, queries
from bestpractice.ledger.acts import Account, Word
from bestpractice.models import Adoption, PracticePage
from tests import factories as make
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, district_page, person, portal

pytestmark = pytest.mark.every_database


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, TRIER, ALZEY)


@pytest.fixture
def practice() -> PracticePage:
    made: PracticePage = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
    return made


@pytest.fixture
def trier() -> User:
    return person(Role.Kind.MANAGER, ags=TRIER)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def adopt(practice: PracticePage, who: User, stage: str = "planning", on: str = "2026-01-10", **more: str) -> Adoption:
    district = make.District.objects.get(ags=TRIER)
    return acts.adopt(practice, district, Word(stage, day(on), **more), Account(), who)


def told(row: Adoption) -> list[tuple[str, str]]:
    return [(step.stage, step.on.isoformat()) for step in row.steps.all()]


def test_a_district_adds_itself_and_goes_on_from_stage_to_stage(practice: PracticePage, trier: User) -> None:
    row = adopt(practice, trier)
    acts.move_on(row, Word("running", day("2026-03-01")), trier)

    row.refresh_from_db()
    assert (row.stage, row.since, row.confirmed_on) == ("running", day("2026-03-01"), timezone.localdate())
    assert told(row) == [("planning", "2026-01-10"), ("running", "2026-03-01")]
    assert queries.figures(practice).by_stage["running"] == queries.figures(practice).used == 1


def test_sent_twice_it_is_one(practice: PracticePage, trier: User) -> None:
    row = adopt(practice, trier)
    adopt(practice, trier)
    for _click in range(2):
        acts.move_on(row, Word("running", day("2026-03-01")), trier)

    assert told(Adoption.objects.get()) == [("planning", "2026-01-10"), ("running", "2026-03-01")]


@pytest.mark.parametrize(
    ("stage", "on", "field"),
    [
        ("running", "2099-01-01", "on"),
        ("running", "2026-01-09", "on"),
        ("running", "0202-03-01", "on"),
        ("planning", "2026-02-01", "stage"),
        ("stopped", "2026-02-01", "because"),
    ],
)
def test_a_step_that_cannot_be_is_refused(practice: PracticePage, trier: User, stage: str, on: str, field: str) -> None:
    row = adopt(practice, trier)

    with pytest.raises(ValidationError) as refused:
        acts.move_on(row, Word(stage, day(on), because=" "), trier)

    assert list(refused.value.message_dict) == [field]
    assert told(row) == [("planning", "2026-01-10")]


def test_the_last_step_can_be_put_right_and_removed(practice: PracticePage, trier: User) -> None:
    row = adopt(practice, trier)
    acts.move_on(row, Word("running", day("2026-03-01")), trier)

    row = acts.correct(row.steps.last(), Word("piloting", day("2026-02-01")), trier)
    assert (row.stage, told(row)[-1]) == ("piloting", ("piloting", "2026-02-01"))

    assert acts.take_back(row.steps.last(), trier) == row
    assert Adoption.objects.get().stage == "planning"

    assert acts.take_back(row.steps.last(), trier) is None
    assert not Adoption.objects.exists()


def test_only_the_step_that_one_saw_is_removed(practice: PracticePage, trier: User) -> None:
    row = adopt(practice, trier)
    seen = row.steps.last()
    acts.move_on(row, Word("running", day("2026-03-01")), trier)

    with pytest.raises(ValidationError):
        acts.take_back(seen, trier)

    assert len(told(row)) == 2


def test_a_reason_belongs_to_its_stop_and_is_public_only_where_that_was_said(
    practice: PracticePage, trier: User
) -> None:
    row = adopt(practice, trier)
    row = acts.move_on(row, Word("stopped", day("2026-02-01"), "Kein Geld", reason_is_public=True), trier)
    assert (row.stopped_because, row.reason_is_public) == ("Kein Geld", True)

    row = acts.move_on(row, Word("running", day("2026-03-01"), "steht noch im Formular", reason_is_public=True), trier)
    assert (row.stopped_because, row.reason_is_public) == ("", False)

    row = acts.move_on(row, Word("stopped", day("2026-04-01"), "Keine Räume"), trier)
    row = acts.correct(row.steps.last(), Word("planning", day("2026-04-01"), "steht noch im Formular"), trier)
    assert (row.stopped_because, row.steps.last().because) == ("", "")

    acts.take_back(row.steps.last(), trier)
    row = acts.take_back(row.steps.last(), trier) or row
    assert (row.stage, row.stopped_because, row.reason_is_public) == ("stopped", "Kein Geld", False)


def test_the_source_is_no_adopter(practice: PracticePage) -> None:
    mainz = person(Role.Kind.MANAGER, ags=MAINZ)

    with pytest.raises(ValidationError):
        acts.adopt(practice, practice.district, Word("running", day("2026-01-01")), Account(), mainz)


def test_what_is_not_published_is_not_adopted(practice: PracticePage, trier: User) -> None:
    practice.unpublish()

    with pytest.raises(ValidationError):
        adopt(practice, trier)


def test_a_report_counts_once_the_district_agrees(practice: PracticePage, trier: User) -> None:
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    row = acts.report(practice, make.District.objects.get(ags=TRIER), Word("running", day("2026-01-01")), editor)
    assert queries.figures(practice).used == 0

    acts.confirm(row, trier)
    acts.confirm(row, trier)

    assert queries.figures(practice).used == 1
    assert Adoption.objects.get().reported_by == editor


def test_the_district_answers_a_report_with_what_is_true(practice: PracticePage, trier: User) -> None:
    mainz = person(Role.Kind.MANAGER, ags=MAINZ)
    acts.report(practice, make.District.objects.get(ags=TRIER), Word("running", day("2025-01-01")), mainz)

    row = adopt(practice, trier, "interested")

    assert told(row) == [("interested", "2026-01-10")]
    assert row.confirmed_by == trier


def test_a_report_is_dropped_by_the_district_or_by_whoever_made_it(practice: PracticePage, trier: User) -> None:
    mainz, district = person(Role.Kind.MANAGER, ags=MAINZ), make.District.objects.get(ags=TRIER)
    for who in (trier, mainz):
        acts.drop_report(acts.report(practice, district, Word("running", day("2025-01-01")), mainz), who)
        assert not Adoption.objects.exists()

    row = adopt(practice, trier)
    with pytest.raises(ValidationError):
        acts.drop_report(row, trier)


def test_others_tell_nothing_for_a_district(practice: PracticePage, trier: User) -> None:
    row = adopt(practice, trier)
    word = Word("running", day("2026-03-01"))

    for who in (
        person(Role.Kind.MANAGER, ags=ALZEY),
        person(Role.Kind.EDITOR, association="staedtetag"),
        person(Role.Kind.OPERATOR),
    ):
        for deed in (
            lambda who=who: adopt(practice, who),
            lambda who=who: acts.move_on(row, word, who),
            lambda who=who: acts.correct(row.steps.last(), word, who),
            lambda who=who: acts.take_back(row.steps.last(), who),
            lambda who=who: acts.describe(row, Account("anders"), who),
            lambda who=who: acts.confirm(row, who),
        ):
            with pytest.raises(PermissionDenied):
                deed()
    assert told(row) == [("planning", "2026-01-10")]
