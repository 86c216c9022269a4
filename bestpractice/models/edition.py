"""The editions of a practice: how often its text was published anew, and when, so that it can be cited."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bestpractice.models.practice import PracticePage


class Edition(models.Model):
    """Fassung: a published text that reads differently from the one before. Publishing the same again makes none.

    Only number, day and fingerprint are kept: what a district takes back must not stay readable here.
    """

    practice = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="editions", verbose_name=_("Praxisbeispiel")
    )
    number = models.PositiveIntegerField(_("Nummer"))
    published_at = models.DateTimeField(_("veröffentlicht"), default=timezone.now)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of all that readers read; see bestpractice.editions

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "number"], name="bestpractice_edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.practice}: {self.number}"
