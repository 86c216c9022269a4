"""What the work process leaves behind so that others see that it lives and what it has done."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STALE_AFTER = dt.timedelta(seconds=30)  # six missed beats


class Heartbeat(models.Model):
    """One row: when the work process was last alive."""

    at = models.DateTimeField(_("zuletzt"))

    @classmethod
    def beat(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"at": timezone.now()})

    @classmethod
    def age(cls) -> dt.timedelta | None:
        """Time since the last beat; None if there never was one."""
        beat = cls.objects.first()
        return timezone.now() - beat.at if beat else None


class JobRun(models.Model):
    """A daily job that has run on a day."""

    name = models.CharField(max_length=100)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="core_jobrun_once")]
