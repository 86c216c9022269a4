"""How the link of a material was last found: reachable, or dead since when."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.models.material import MaterialPage

DEAD_AFTER = 2  # failures, each on another day: servers are repaired over night


class LinkCheck(models.Model):
    """One row a material whose public link was asked for. A link that was changed begins anew."""

    wagtail_reference_index_ignore = True  # it changes no page

    material = models.OneToOneField(MaterialPage, on_delete=models.CASCADE, related_name="link_check")
    address = models.URLField(max_length=500)
    checked_on = models.DateField(_("zuletzt versucht"), null=True)
    answered_on = models.DateField(_("zuletzt erreicht"), null=True)
    failures = models.PositiveSmallIntegerField(default=0)  # on different days, one after the other
    failing_since = models.DateField(_("nicht erreichbar seit"), null=True)
    problem = models.CharField(max_length=200, blank=True)  # in words for the owner

    class Meta:
        verbose_name = _("Prüfung eines Links")
        verbose_name_plural = _("Prüfungen von Links")
        indexes: ClassVar = [models.Index(fields=["failures"], name="library_link_failures")]

    def __str__(self) -> str:
        return self.address

    @property
    def is_dead(self) -> bool:
        return self.failures >= DEAD_AFTER

    def note_answered(self, on: dt.date | None = None) -> None:
        self.checked_on = self.answered_on = on or timezone.localdate()
        self.failures, self.failing_since, self.problem = 0, None, ""
        self.save()

    def note_failure(self, problem: str, on: dt.date | None = None) -> None:
        """Counts a day once, however often it is tried."""
        on = on or timezone.localdate()
        if self.failures == 0 or self.checked_on != on:
            self.failures = min(self.failures + 1, 100)
        self.failing_since = self.failing_since or on
        self.checked_on, self.problem = on, problem[:200]
        self.save()

    def note_unclear(self, on: dt.date | None = None) -> None:
        """The server would not tell a machine: neither good nor bad."""
        self.checked_on = on or timezone.localdate()
        self.save()
