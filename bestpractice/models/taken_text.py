"""A text out of a file, on its way to become the draft of a practice."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import District

KEEP = dt.timedelta(days=7)


class TakenText(models.Model):
    """Kept between the look at its headings and the draft, so that nobody sends a file twice; the file is not."""

    wagtail_reference_index_ignore = True

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+", verbose_name=_("Kreis"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("Datei"), max_length=120)
    title = models.CharField(_("Titel"), max_length=255)
    parts: models.JSONField[Any, Any] = models.JSONField(_("Abschnitte"))  # [{heading, html, guess, level}]
    pictures = models.PositiveIntegerField(_("Bilder"), default=0)
    given_at = models.DateTimeField(_("eingegangen"), default=timezone.now)

    class Meta:
        verbose_name = _("übernommener Text")
        verbose_name_plural = _("übernommene Texte")
        ordering: ClassVar = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return self.title
