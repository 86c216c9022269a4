"""Mails leave through a row: with the change that causes them or not at all, again after a failure, with one id."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from core.models import OutgoingMail
from core.outbox import deliver_waiting, forget_old_texts, queue_mail

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def test_a_queued_mail_is_sent_once() -> None:
    queue_mail("stelle@example.org", "Betreff", "Text")
    assert deliver_waiting() == 1
    assert deliver_waiting() == 0
    assert [message.to for message in mail.outbox] == [["stelle@example.org"]]


def test_a_mail_of_a_change_that_failed_is_never_sent() -> None:
    with transaction.atomic():
        queue_mail("stelle@example.org", "Betreff", "Text")
        transaction.set_rollback(True)
    assert deliver_waiting() == 0
    assert mail.outbox == []


def test_a_server_that_refuses_gets_the_same_mail_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: EmailBackend, messages: list[object]) -> int:
        raise OSError("connection refused")

    queue_mail("stelle@example.org", "Betreff", "Text")
    with time_machine.travel(dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC), tick=False) as clock:
        OutgoingMail.objects.update(retry_at=dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
        with monkeypatch.context() as patched:
            patched.setattr(EmailBackend, "send_messages", refuse)
            assert deliver_waiting() == 1
        waiting = OutgoingMail.objects.get()
        assert waiting.sent_at is None
        assert "connection refused" in waiting.error
        assert deliver_waiting() == 0  # not before its time
        clock.shift(dt.timedelta(minutes=2))
        assert deliver_waiting() == 1
    [message] = mail.outbox
    assert message.extra_headers["Message-ID"] == waiting.message_id


def test_a_line_break_in_a_subject_smuggles_no_header() -> None:
    queue_mail("stelle@example.org", "Betreff\nBcc: alle@example.org", "Text")
    deliver_waiting()
    assert mail.outbox[0].subject == "Betreff Bcc: alle@example.org"


def test_texts_are_forgotten_after_thirty_days() -> None:
    queue_mail("stelle@example.org", "Betreff", "Text")
    deliver_waiting()
    assert forget_old_texts() == 0
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=31)):
        assert forget_old_texts() == 1
    row = OutgoingMail.objects.get()
    assert row.body == ""
    assert row.to != "stelle@example.org"
