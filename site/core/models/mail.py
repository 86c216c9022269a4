"""The outbox: a mail is a row of the transaction that causes it, and leaves by the work process."""

from email.utils import make_msgid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_message_id() -> str:
    """Given once, so that a repeated delivery can be recognised by the receiving server."""
    return make_msgid(domain="integrationsnetz.invalid")


class OutgoingMail(models.Model):
    """A plain-text mail to one address. Its text is emptied 30 days after it was sent."""

    to = models.EmailField(_("an"))
    subject = models.CharField(_("Betreff"), max_length=200)
    body = models.TextField(_("Text"))
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("ausgehende Mail")
        verbose_name_plural = _("ausgehende Mails")
        indexes = [models.Index(fields=["retry_at"], condition=models.Q(sent_at=None), name="core_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
