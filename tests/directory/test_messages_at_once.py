"""Many messages in the same moment: each limit holds, and a form sent twice at once is one message."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from directory.messages import delivery, senders
from directory.models import Message
from tests.factories import MAINZ, MessageFactory, lay_ground, portal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, do: Callable[[int], object]) -> None:
    """Each in a thread with a connection of its own, let go together."""
    start = threading.Barrier(number)

    def run(which: int) -> None:
        try:
            start.wait()
            do(which)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture(autouse=True)
def small_portal() -> None:
    if connection.vendor == "sqlite" and connection.settings_dict["NAME"].startswith("file:memory"):
        pytest.skip("a database in memory is locked by its own threads")
    lay_ground()
    portal(MAINZ)


def test_no_more_are_taken_in_than_one_connection_may_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senders, "PER_SENDER", dict.fromkeys(senders.PER_SENDER, 3))
    refused: list[int] = []

    def send(which: int) -> None:
        try:
            delivery.receive(MessageFactory.build(district_id=MAINZ), "192.0.2.1")
        except senders.TooManyError:
            refused.append(which)

    at_once(6, send)

    assert Message.objects.count() == len(refused) == 3


def test_a_double_click_is_one_message() -> None:
    at_once(4, lambda _which: delivery.receive(MessageFactory.build(district_id=MAINZ, submission="x", text="y"), None))

    assert Message.objects.count() == 1
