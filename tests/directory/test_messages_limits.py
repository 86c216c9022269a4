"""How many messages one connection may send and one entry may get, and that nobody can be traced by it."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from directory.messages import senders
from directory.models import DailySalt, Message, Sending
from directory.models.sending import forget_senders
from tests.directory.visitors import ASK, refusal, send
from tests.factories import ALZEY, MAINZ, person, portal


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)
    person("manager", ags=MAINZ)


@pytest.mark.every_database
def test_one_connection_cannot_flood_the_portal_but_is_told_so() -> None:
    most = senders.PER_SENDER[dt.timedelta(hours=1)]
    for number in range(most):
        assert send(ASK, text=f"Frage {number}").status_code == 302

    page = refusal(send(ASK, text="Eine zu viel"))

    assert "Von Ihrem Anschluss kamen gerade sehr viele Zuschriften" in page
    assert "Eine zu viel" in page
    assert Message.objects.count() == Sending.objects.count() == most
    assert send(ASK, Client(REMOTE_ADDR="192.0.2.7")).status_code == 302
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)):
        assert send(ASK).status_code == 302


def test_one_entry_cannot_be_flooded_from_many_connections() -> None:
    most = senders.PER_TARGET[dt.timedelta(hours=1)]
    for number in range(most):
        assert send(ASK, Client(REMOTE_ADDR=f"192.0.2.{number}")).status_code == 302

    assert "Hierzu kamen gerade sehr viele" in refusal(send(ASK, Client(REMOTE_ADDR="192.0.2.99")))
    assert send(f"/zuschriften/frage/?district={ALZEY}", Client(REMOTE_ADDR="192.0.2.99")).status_code == 302


def test_the_addresses_of_one_ipv6_connection_are_one_sender() -> None:
    send(ASK, Client(REMOTE_ADDR="2001:db8:1:2::1"))
    send(ASK, Client(REMOTE_ADDR="2001:db8:1:2:ffff::2"))
    send(ASK, Client(REMOTE_ADDR="2001:db8:1:3::1"))

    assert Sending.objects.values("sender").distinct().count() == 2


def test_no_address_of_a_connection_is_kept_and_its_hash_not_longer_than_a_day() -> None:
    send(ASK, Client(REMOTE_ADDR="192.0.2.77"))

    rows = [*Message.objects.values(), *Sending.objects.values(), *DailySalt.objects.values()]
    assert "192.0.2.77" not in str(rows)
    assert forget_senders() == 0
    assert Sending.objects.exists()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)):
        forget_senders()
    assert not Sending.objects.exists()
    assert not DailySalt.objects.exists()


def test_the_same_sender_has_another_hash_tomorrow() -> None:
    send(ASK)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)):
        send(ASK)

    assert Sending.objects.values("sender").distinct().count() == 2
