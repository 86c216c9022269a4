"""Mails leave through a row: with the change that causes them or not at all, again after a failure, with one id."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from core.models import OutgoingMail
from core.outbox import deliver_waiting, forget_old_texts, queue_mail, send_now

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


@pytest.mark.django_db(transaction=True)
def test_the_server_is_asked_outside_any_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    open_transactions: list[bool] = []

    def look(self: EmailBackend, messages: list[object]) -> int:
        open_transactions.append(connection.in_atomic_block)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", look)
    queue_mail("stelle@example.org", "Betreff", "Text")
    assert deliver_waiting() == 1
    assert send_now("stelle@example.org", "Betreff", "Text").sent_at
    assert open_transactions == [False, False]


def test_a_mail_whose_sender_died_is_sent_again_under_the_same_id(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(self: EmailBackend, messages: list[object]) -> int:
        raise SystemExit

    queued = queue_mail("stelle@example.org", "Betreff", "Text")
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(SystemExit):
            deliver_waiting()
    assert deliver_waiting() == 0  # still claimed
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=3)):
        assert deliver_waiting() == 1
    [message] = mail.outbox
    assert message.extra_headers["Message-ID"] == queued.message_id


def test_a_server_that_hangs_is_asked_once_not_for_every_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def hang(self: EmailBackend, messages: list[object]) -> int:
        asked.extend(messages)
        raise TimeoutError

    for _ in range(5):
        queue_mail("stelle@example.org", "Betreff", "Text")
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", hang)
        assert deliver_waiting() == 1
        assert deliver_waiting() == 0
    assert len(asked) == 1
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2)):
        assert deliver_waiting() == 5


def test_an_address_that_is_refused_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    send = EmailBackend.send_messages

    def refuse_one(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        if messages[0].to == ["unbekannt@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"unbekannt@example.org": (550, b"no such user")})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    queue_mail("unbekannt@example.org", "Betreff", "Text")
    queue_mail("stelle@example.org", "Betreff", "Text")
    assert deliver_waiting() == 2
    assert [message.to for message in mail.outbox] == [["stelle@example.org"]]
    assert "no such user" in OutgoingMail.objects.get(sent_at=None).error


def test_a_mail_that_failed_for_weeks_is_still_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: EmailBackend, messages: list[object]) -> int:
        raise OSError("connection refused")

    queue_mail("stelle@example.org", "Betreff", "Text")
    OutgoingMail.objects.update(attempts=200)
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert deliver_waiting() == 1
    assert OutgoingMail.objects.get().retry_at > dt.datetime.now(dt.UTC) + dt.timedelta(hours=5)


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
