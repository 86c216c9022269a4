"""Whatever happens in whatever order: nobody is told the same twice, nobody is mailed daily, a round counts once."""

import datetime as dt
from collections import Counter

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Role
from core.models import OutgoingMail
from directory.checking import confirm
from directory.checking.links import entry_link
from directory.checking.reminders import remind
from directory.models import NoReminders, Offer, Organisation, Reminder, Verification
from tests.directory.checking.conftest import FIRST_DAY
from tests.factories import MAINZ, OfferFactory, OrganisationFactory, person, portal

OFFERS = 3
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("days"), st.integers(0, 90)),
        st.tuples(st.just("job"), st.just(0)),
        st.tuples(st.sampled_from(["confirm", "gone", "old link"]), st.integers(0, OFFERS - 1)),
        st.tuples(st.just("stop or resume"), st.just(0)),
    ),
    max_size=25,
)


class AnySequence(TestCase):
    """Hypothesis' own TestCase rolls back after each example."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(due=st.lists(st.integers(-100, 100), min_size=OFFERS, max_size=OFFERS), steps=STEPS)
    def test_nothing_is_told_twice(self, due: list[int], steps: list[tuple[str, int]]) -> None:
        with time_machine.travel(dt.datetime.combine(FIRST_DAY, dt.time(10))) as clock:
            portal(MAINZ)
            person(Role.Kind.MANAGER, ags=MAINZ)
            organisation = OrganisationFactory(home_district_id=MAINZ, upkeep_email="pflege@example.org")
            offers = [
                OfferFactory(organisation=organisation, next_check_on=FIRST_DAY + dt.timedelta(days=days))
                for days in due
            ]
            old_links: dict[int, str] = {}
            for step, number in steps:
                if step == "days":
                    clock.shift(dt.timedelta(days=number))
                else:
                    act(step, organisation, offers[number], old_links)
                self.nothing_was_told_twice()

    def nothing_was_told_twice(self) -> None:
        told = Counter(Reminder.objects.values_list("organisation", "offer", "post", "reason", "round", "number"))
        assert max(told.values(), default=1) == 1
        rounds = Counter(Verification.objects.filter(way="mail").values_list("organisation", "offer", "round"))
        assert max(rounds.values(), default=1) == 1
        mails = Counter(OutgoingMail.objects.exclude(subject__contains="gibt es").values_list("to", "created_at__date"))
        assert max(mails.values(), default=1) == 1


def act(step: str, organisation: Organisation, offer: Offer, old_links: dict[int, str]) -> None:
    offer.refresh_from_db()
    token = entry_link(offer).rstrip("/").rsplit("/", 1)[1]
    if step == "job":
        remind()
        assert remind() == 0
    elif step == "confirm":
        old_links[offer.pk] = token
        confirm.confirm_by_link(token)
    elif step == "gone":
        confirm.report_gone_by_link(token)
    elif step == "old link" and offer.pk in old_links:
        before = offer.checked_on
        confirm.confirm_by_link(old_links[offer.pk])
        offer.refresh_from_db()
        assert offer.checked_on == before
    elif step == "stop or resume":
        stopped = NoReminders.objects.exists()
        (confirm.resume if stopped else confirm.stop)(None, [organisation])
