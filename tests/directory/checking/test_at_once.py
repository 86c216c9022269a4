"""Two who act in the same moment, on a database that lets them."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Role
from directory.checking import reminders
from directory.checking.links import entry_link
from directory.models import Organisation, Reminder, Verification
from tests.directory.checking.conftest import FIRST_DAY, mails
from tests.factories import MAINZ, OfferFactory, OrganisationFactory, lay_ground, person, portal

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture(autouse=True)
def small_portal(transactional_db: None, move_to: object) -> None:
    """In place of the one that rolls back."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory lets no second connection write; PostgreSQL shows it")
    lay_ground()
    portal(MAINZ)


@pytest.fixture
def organisation() -> Organisation:
    found: Organisation = OrganisationFactory(
        home_district_id=MAINZ, upkeep_email="pflege@example.org", next_check_on=FIRST_DAY
    )
    return found


def at_once(act: Callable[[], object]) -> None:
    gate = threading.Barrier(AT_ONCE)
    failures: list[Exception] = []

    def one() -> None:
        try:
            gate.wait()
            act()
        except Exception as error:  # noqa: BLE001 (whatever it was, the test tells it)
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_the_same_link_sent_several_times_at_once_confirms_once(organisation: Organisation) -> None:
    path = "/" + entry_link(organisation).split("/", 3)[3]

    at_once(lambda: Client().post(path, {"act": "confirm"}))

    assert Verification.objects.count() == 1


def test_the_job_run_several_times_at_once_sends_once(organisation: Organisation) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    kept = OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    for whose in (organisation, kept):
        OfferFactory(organisation=whose, next_check_on=FIRST_DAY)

    at_once(reminders.remind)

    assert len(mails()) == 2
    assert Reminder.objects.count() == 4
