"""A small portal whose clock is moved day by day."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.models import OutgoingMail
from tests.factories import ALZEY, MAINZ, portal

FIRST_DAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)
LINK = re.compile(r"http\S+/pruefung/\S+")

Move = Callable[[dt.date], None]


@pytest.fixture
def move_to() -> Iterator[Move]:
    """Sets the clock to ten in the morning of a day; it begins on FIRST_DAY."""
    berlin = ZoneInfo("Europe/Berlin")
    with time_machine.travel(dt.datetime.combine(FIRST_DAY, dt.time(10), berlin)) as clock:
        yield lambda day: clock.move_to(dt.datetime.combine(day, dt.time(10), berlin))


@pytest.fixture(autouse=True)
def small_portal(db: None, move_to: Move) -> None:
    portal(MAINZ, ALZEY)


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def links(mail: OutgoingMail) -> list[str]:
    """The paths of the mail's links that act."""
    return ["/" + found.split("/", 3)[3] for found in LINK.findall(mail.body)]
