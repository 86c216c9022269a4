"""What a visitor's browser sends, and what comes back."""

import datetime as dt
from typing import Any

import time_machine
from django.test import Client

from directory.messages import spam
from tests.factories import MAINZ

ASK = f"/zuschriften/frage/?district={MAINZ}"
NOT_SENT = "Noch nicht abgeschickt"


def stamp(seconds_ago: int = 60) -> str:
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds_ago), tick=False):
        return spam.new_stamp()


def send(address: str, client: Client | None = None, **values: Any) -> Any:
    """As the browser sends it after a minute."""
    sent = {"stamp": stamp(), "homepage": "", "text": "Wann ist geöffnet?", **values}
    return (client or Client()).post(address, sent)


def refusal(answer: Any) -> str:
    """The page that came back instead of a status page."""
    assert answer.status_code in (200, 429)
    page: str = answer.content.decode()
    assert NOT_SENT in page
    return page
