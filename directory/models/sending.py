"""How many messages came from one connection and to one entry: counted for a day, without keeping whose it was."""

import datetime as dt
import secrets
from typing import ClassVar

from django.db import models
from django.utils import timezone


def new_salt() -> str:
    return secrets.token_hex(32)


class DailySalt(models.Model):
    """The day's secret in the hash of a sender. Once it is deleted, no hash can be traced back, not even by trying."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64, default=new_salt)

    def __str__(self) -> str:
        return self.day.isoformat()


class Sending(models.Model):
    """A message was sent. `sender`: keyed hash; `target`: see Message.target."""

    day = models.ForeignKey(DailySalt, on_delete=models.CASCADE, related_name="sendings")
    at = models.DateTimeField(default=timezone.now)
    sender = models.CharField(max_length=64, db_index=True)
    target = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.target}, {self.at:%H:%M}"


def forget_senders(today: dt.date | None = None) -> int:
    """Deletes the salts of past days, and with them what they counted; returns how many rows went."""
    return int(DailySalt.objects.filter(day__lt=today or timezone.localdate()).delete()[0])
