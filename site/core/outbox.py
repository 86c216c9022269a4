"""Mails: put into the outbox by whoever causes them, delivered by the work process, never lost."""

import datetime as dt
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from core.models import OutgoingMail

logger = logging.getLogger(__name__)

BATCH = 20
CLAIM = dt.timedelta(minutes=2)  # a claimed mail is nobody else's for as long as the server may take to answer
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
KEEP_TEXT = dt.timedelta(days=30)
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)  # the server spoke: about this mail only


def queue_mail(to: str, subject: str, body: str) -> OutgoingMail:
    """Puts a plain-text mail into the outbox, as part of the caller's transaction."""
    return OutgoingMail.objects.create(to=to, subject=" ".join(str(subject).split())[:200], body=str(body))


def send_now(to: str, subject: str, body: str) -> OutgoingMail:
    """Queues a mail and asks the server at once; the row says what it answered, a failed one is tried again.

    Not inside a transaction (RuntimeError): the server may take its time.
    """
    with transaction.atomic(durable=True):
        mail = queue_mail(to, subject, body)
        _claim(mail)
    _deliver(mail)
    return mail


def deliver_waiting() -> int:
    """Sends what is due; returns how many were sent or failed. A failed mail waits longer each time.

    No transaction is open while the server is asked: a mail is claimed before (it is due again in two minutes), and
    the answer noted after. A crash in between, or a dialogue longer than the claim, repeats the mail with the same
    Message-ID, by which the receiving server recognises it. When the server does not answer at all, everything that
    is due waits a minute: a server that hangs costs one timeout a minute, not one a mail.
    """
    for done in range(BATCH):
        mail = _claim_next()
        if mail is None:
            return done
        if not _deliver(mail):
            now = timezone.now()
            OutgoingMail.objects.filter(sent_at=None, retry_at__lte=now).update(retry_at=now + FIRST_PAUSE)
            return done + 1
    return BATCH


def _claim_next() -> OutgoingMail | None:
    with transaction.atomic(durable=True):
        rows = OutgoingMail.objects.filter(sent_at=None, retry_at__lte=timezone.now()).order_by("retry_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        mail = rows.first()
        if mail is not None:
            _claim(mail)
    return mail


def _claim(mail: OutgoingMail) -> None:
    mail.attempts += 1
    mail.retry_at = timezone.now() + CLAIM
    mail.save(update_fields=["attempts", "retry_at"])


def _deliver(mail: OutgoingMail) -> bool:
    """Sends a claimed mail and notes the answer in its row. False when the server did not answer."""
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except OSError as error:  # smtplib's exceptions are among them
        mail.error = (str(error) or type(error).__name__)[:500]
        mail.retry_at = timezone.now() + _pause(mail.attempts)
        mail.save(update_fields=["error", "retry_at"])
        logger.warning("Mail %s could not be delivered (attempt %s): %s", mail.pk, mail.attempts, error)
        return isinstance(error, ANSWERS)
    mail.error = ""
    mail.sent_at = timezone.now()
    mail.save(update_fields=["error", "sent_at"])
    return True


def _pause(attempts: int) -> dt.timedelta:
    doublings = min(attempts - 1, 16)  # far beyond the longest pause; unbounded, a timedelta overflows after days
    return min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)


def forget_old_texts() -> int:
    """Empties address and text of mails sent more than 30 days ago (data minimisation, Art. 5 GDPR)."""
    old = OutgoingMail.objects.filter(sent_at__lt=timezone.now() - KEEP_TEXT).exclude(body="")
    return old.update(body="", to="geloescht@example.org")
