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
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
KEEP_TEXT = dt.timedelta(days=30)


def queue_mail(to: str, subject: str, body: str) -> OutgoingMail:
    """Puts a plain-text mail into the outbox, as part of the caller's transaction."""
    return OutgoingMail.objects.create(to=to, subject=" ".join(str(subject).split())[:200], body=str(body))


def send_now(to: str, subject: str, body: str) -> OutgoingMail:
    """Queues a mail and asks the server at once; the row says what it answered, a failed one is tried again."""
    with transaction.atomic():  # the work process sees the row only when the answer stands in it
        mail = queue_mail(to, subject, body)
        _deliver(mail)
    return mail


def deliver_waiting() -> int:
    """Sends what is due; returns how many were sent or failed. A failed mail waits longer each time.

    The row is locked from before the server is asked until its answer is stored, so two processes do not send twice;
    a death between the server's yes and the commit repeats the mail with the same Message-ID.
    """
    done = 0
    for _ in range(BATCH):
        with transaction.atomic():
            rows = OutgoingMail.objects.filter(sent_at=None, retry_at__lte=timezone.now()).order_by("retry_at", "pk")
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            mail = rows.first()
            if mail is None:
                break
            _deliver(mail)
        done += 1
    return done


def _deliver(mail: OutgoingMail) -> None:
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attempts += 1
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        mail.error = str(error)[:500]
        mail.retry_at = timezone.now() + min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
        logger.warning("Mail %s could not be delivered (attempt %s): %s", mail.pk, mail.attempts, error)
    else:
        mail.error = ""
        mail.sent_at = timezone.now()
    mail.save()


def forget_old_texts() -> int:
    """Empties address and text of mails sent more than 30 days ago (data minimisation, Art. 5 GDPR)."""
    old = OutgoingMail.objects.filter(sent_at__lt=timezone.now() - KEEP_TEXT).exclude(body="")
    return old.update(body="", to="geloescht@example.org")
