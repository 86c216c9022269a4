"""Whoever tells whatever in whatever order: beside the ledger runs a model of plain lists, and both always agree."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Role, User
from bestpractice.ledger import acts, queries
from bestpractice.ledger.acts import Account, Word
from bestpractice.models import Adoption, PracticePage
from regions.models import District
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, district_page, person, portal

TODAY = dt.date(2026, 6, 1)
COUNTY = "07339"
STAGES = ["interested", "planning", "piloting", "running", "stopped"]
PLACES = [MAINZ, TRIER, ALZEY, COUNTY]  # the practice comes from Mainz
EDITORS = {"staedtetag": {MAINZ, TRIER}, "landkreistag": {ALZEY, COUNTY}}
PEOPLE = [*PLACES, *EDITORS, "operator", "Land", "former deputy of Trier"]
DEEDS = ["adopt", "report", "confirm", "drop", "move", "correct", "take back"]

STEPS = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.one_of(st.just(""), st.sampled_from(PEOPLE)),  # "": the people of the place itself
        st.sampled_from(PLACES),
        st.sampled_from(STAGES),
        st.integers(-4, 1),  # days from today on
        st.sampled_from(["Kein Geld", ""]),
    ),
    min_size=10,
    max_size=40,
)


@dataclass
class Told:
    """What the model knows of one district."""

    steps: list[tuple[str, dt.date]] = field(default_factory=list)
    confirmed: bool = False
    reporter: str = ""


Model = dict[str, Told]


def acts_for(who: str, place: str) -> bool:
    return who == place


def may_report(who: str, place: str) -> bool:
    return who != place and (who == MAINZ or place in EDITORS.get(who, set()))


def can_follow(before: list[tuple[str, dt.date]], stage: str, on: dt.date, because: str) -> bool:
    if on > TODAY or (stage == "stopped" and not because):
        return False
    return not before or (before[-1][0] != stage and before[-1][1] <= on)


def expect(model: Model, deed: str, who: str, place: str, stage: str, on: dt.date, because: str) -> bool:
    """Does to the model what the ledger should do; whether it is allowed and makes sense."""
    told = model.get(place)
    if deed in ("adopt", "report"):
        return _expect_first(model, deed, who, place, stage, on, because)
    if deed == "drop":
        if told and (told.confirmed or not (acts_for(who, place) or told.reporter == who)):
            return False
        model.pop(place, None)
        return True
    if told is None or not acts_for(who, place):
        return False
    if deed == "confirm":
        told.confirmed = True
        return True
    return told.confirmed and _expect_next(model, deed, place, stage, on, because)


def _expect_next(model: Model, deed: str, place: str, stage: str, on: dt.date, because: str) -> bool:
    steps = model[place].steps
    if deed == "take back":
        steps.pop()
        if not steps:
            del model[place]
        return True
    if deed == "move" and steps[-1] == (stage, on):
        return True
    kept = steps if deed == "move" else steps[:-1]
    if not can_follow(kept, stage, on, because):
        return False
    model[place].steps = [*kept, (stage, on)]
    return True


def _expect_first(model: Model, deed: str, who: str, place: str, stage: str, on: dt.date, because: str) -> bool:
    told = model.get(place)
    if place == MAINZ or not can_follow([], stage, on, because):
        return False
    if deed == "adopt":
        if not acts_for(who, place) or (told and told.confirmed and told.steps[-1] != (stage, on)):
            return False
        if not (told and told.confirmed):
            model[place] = Told([(stage, on)], confirmed=True, reporter=told.reporter if told else "")
        return True
    if not may_report(who, place) or stage == "stopped":
        return False
    if told is None:
        model[place] = Told([(stage, on)], reporter=who)
        return True
    return not told.confirmed and told.reporter == who


class AnySequence(TestCase):
    """Hypothesis' own TestCase rolls back after each example; the portal is built once."""

    practice: PracticePage
    people: dict[str, User]

    @classmethod
    def setUpTestData(cls) -> None:
        with time_machine.travel(dt.datetime.combine(TODAY, dt.time(10)), tick=False):
            portal(*PLACES)
            cls.practice = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
            cls.people = {ags: person(Role.Kind.MANAGER, ags=ags) for ags in PLACES}
            cls.people |= {slug: person(Role.Kind.EDITOR, association=slug) for slug in EDITORS}
            cls.people |= {"operator": person(Role.Kind.OPERATOR), "Land": person(Role.Kind.LAND)}
            days = {"valid_from": TODAY - dt.timedelta(days=9), "valid_until": TODAY - dt.timedelta(days=1)}
            cls.people["former deputy of Trier"] = person(Role.Kind.DEPUTY, ags=TRIER, **days)

    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS)
    def test_counts_dates_and_rights_hold(self, steps: list[tuple[str, str, str, str, int, str]]) -> None:
        with time_machine.travel(dt.datetime.combine(TODAY, dt.time(10)), tick=False):
            model: Model = {}
            for deed, who, place, stage, days, because in steps:
                who, on = who or place, TODAY + dt.timedelta(days=days)
                before = {place: Told(list(told.steps), told.confirmed, told.reporter) for place, told in model.items()}
                wanted = expect(model, deed, who, place, stage, on, because)
                done = self.do(deed, self.people[who], place, Word(stage, on, because))
                assert done == wanted, (deed, who, place, stage, on, because)
                if not wanted:
                    assert model == before
                self.compare(model)

    def do(self, deed: str, who: User, place: str, word: Word) -> bool:
        who = User.objects.get(pk=who.pk)  # roles are remembered on the object
        district, row = District.objects.get(pk=place), Adoption.objects.filter(district=place).first()
        first: dict[str, Callable[[], Any]] = {
            "adopt": lambda: acts.adopt(self.practice, district, word, Account(), who),
            "report": lambda: acts.report(self.practice, district, word, who),
        }
        if row is None and deed not in first:
            return deed == "drop"
        next_: dict[str, Callable[[], Any]] = {
            "drop": lambda: acts.drop_report(row, who),
            "confirm": lambda: acts.confirm(row, who),
            "move": lambda: acts.move_on(row, word, who),
            "correct": lambda: acts.correct(row.steps.last(), word, who),
            "take back": lambda: acts.take_back(row.steps.last(), who),
        }
        try:
            {**first, **next_}[deed]()
        except (PermissionDenied, ValidationError):
            return False
        return True

    def compare(self, model: Model) -> None:
        """Rows, dates, figures and what readers see are what the model says."""
        rows: dict[str, Any] = {row.district_id: row for row in Adoption.objects.prefetch_related("steps")}
        assert set(rows) == set(model)
        for place, told in model.items():
            row, steps = rows[place], [(step.stage, step.on) for step in rows[place].steps.all()]
            assert steps == told.steps
            assert (row.stage, row.since) == told.steps[-1]
            assert bool(row.confirmed_on) == told.confirmed
            assert bool(row.stopped_because) == (row.stage == "stopped")
            assert [on for _stage, on in steps] == sorted(on for _stage, on in steps)
        counted = {place: told.steps[-1][0] for place, told in model.items() if told.confirmed}
        assert queries.stages_of(self.practice) == counted
        figures = queries.figures(self.practice)
        assert figures.by_stage == {stage: list(counted.values()).count(stage) for stage in STAGES}
        assert figures.used == figures.by_stage["running"] + figures.by_stage["piloting"]
        seen = queries.entries([self.practice.pk], for_member=False)
        assert {entry.district.pk for entry in seen} == set(counted)
        assert not any(entry.because for entry in seen)
