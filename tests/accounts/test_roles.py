"""Roles have dates: rights begin with the first day and end after the last, in Europe/Berlin."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.jobs import sync_everybody
from accounts.models import Role
from accounts.rights import group_names, may_edit_district, sync_groups
from tests.factories import MAINZ, DistrictFactory, PracticeFactory, UserFactory, district_page, person, portal

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2027, 3, 1), dt.date(2027, 3, 14)
BERLIN = dt.timezone(dt.timedelta(hours=1))  # in March before the change of clocks


def test_a_deputy_has_rights_exactly_from_the_first_to_the_last_day() -> None:
    DistrictFactory(ags=MAINZ)
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=FIRST, valid_until=LAST)
    seen = {}
    for day in ("2027-02-28 23:59:59", "2027-03-01 00:00:00", "2027-03-14 23:59:59", "2027-03-15 00:00:00"):
        with time_machine.travel(dt.datetime.fromisoformat(day).replace(tzinfo=BERLIN), tick=False):
            seen[day] = may_edit_district(type(deputy).objects.get(pk=deputy.pk), MAINZ)
    assert list(seen.values()) == [False, True, True, False]


def test_a_deputy_loses_the_admin_at_midnight_without_signing_in_again(client: Client) -> None:
    portal(MAINZ)
    draft = PracticeFactory(parent=district_page(), live=False)
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=FIRST, valid_until=LAST)
    address = f"/verwaltung/pages/{draft.pk}/edit/"
    with time_machine.travel(dt.datetime(2027, 3, 14, 23, 59, 50, tzinfo=BERLIN), tick=False) as clock:
        client.force_login(deputy)
        assert client.get(address).status_code == 200
        clock.shift(15)
        answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_deputy_gets_the_admin_at_midnight_without_signing_in_again(client: Client) -> None:
    portal(MAINZ)
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=FIRST, valid_until=LAST)
    with time_machine.travel(dt.datetime(2027, 2, 28, 23, 59, 50, tzinfo=BERLIN), tick=False) as clock:
        client.force_login(deputy)
        assert client.get("/verwaltung/pages/").status_code == 302
        clock.shift(15)
        assert client.get("/verwaltung/", follow=True).status_code == 200
        assert set(deputy.groups.values_list("name", flat=True)) == {"members", f"district-{MAINZ}"}


def test_the_daily_job_takes_the_groups_of_those_who_never_come_back() -> None:
    DistrictFactory(ags=MAINZ)
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=FIRST, valid_until=LAST)
    with time_machine.travel(dt.datetime(2027, 3, 14, 12, tzinfo=BERLIN)):
        assert sync_everybody() == 1
        assert deputy.groups.count() == 2
    with time_machine.travel(dt.datetime(2027, 3, 15, 0, 1, tzinfo=BERLIN)):
        assert sync_everybody() == 1
        assert deputy.groups.count() == 0


def test_groups_given_by_hand_do_not_last() -> None:
    DistrictFactory(ags=MAINZ)
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    manager.is_superuser = True
    manager.save()
    assert sync_groups(manager)
    manager.refresh_from_db()
    assert not manager.is_superuser


def test_an_operator_is_administrator_only_as_long_as_the_role_lasts() -> None:
    operator = person(Role.Kind.OPERATOR, valid_until=dt.date.today())
    sync_groups(operator)
    assert operator.is_superuser
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        sync_groups(again := type(operator).objects.get(pk=operator.pk))
    assert not again.is_superuser


def test_days_are_those_of_berlin_wherever_a_person_is() -> None:
    DistrictFactory(ags=MAINZ)
    person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=FIRST, valid_until=LAST)
    with time_machine.travel(dt.datetime(2027, 3, 15, 0, 30, tzinfo=BERLIN)), timezone.override("America/New_York"):
        assert not Role.objects.active().exists()


def test_two_roles_add_up() -> None:
    for key in ("07315", "07211"):
        DistrictFactory(ags=key)
    user = person(Role.Kind.MANAGER, ags="07315")
    Role.objects.create(user=user, kind=Role.Kind.MANAGER, district_id="07211")
    assert group_names(user.roles.all()) == {"members", "district-07315", "district-07211"}


def test_a_visitor_has_no_rights() -> None:
    assert not may_edit_district(AnonymousUser(), MAINZ)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"kind": "manager"}, "district", "gilt für einen Kreis"),
        ({"kind": "editor"}, "association", "gilt für einen Verband"),
        ({"kind": "land", "district_id": MAINZ}, "district", "leer lassen"),
        ({"kind": "deputy", "district_id": MAINZ}, "valid_until", "ersten und einen letzten Tag"),
        (
            {"kind": "manager", "district_id": MAINZ, "valid_from": LAST, "valid_until": FIRST},
            "valid_until",
            "liegt vor dem ersten",
        ),
    ],
)
def test_what_does_not_fit_together_is_said_in_german(values: dict[str, object], field: str, words: str) -> None:
    DistrictFactory(ags=MAINZ)
    with pytest.raises(ValidationError) as caught:
        Role(user=UserFactory(), **values).full_clean()
    assert words in " ".join(caught.value.message_dict[field])
