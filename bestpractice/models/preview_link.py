"""A link with which somebody without an account reads the latest draft of a practice."""

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bestpractice.models.practice import PracticePage

VALID_FOR = dt.timedelta(days=14)
KEEP = dt.timedelta(days=30)  # after its end: until then it says that it has ended, later it is unknown


def in_two_weeks() -> dt.datetime:
    return timezone.now() + VALID_FOR


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self) -> "PreviewLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def forgettable(self) -> "PreviewLinkQuerySet":
        """Those that ended long enough ago."""
        before = timezone.now() - KEEP
        return self.filter(models.Q(expires_at__lt=before) | models.Q(revoked_at__lt=before))


class PreviewLink(models.Model):
    """Holds nothing that opens the draft: the address is signed (bestpractice.preview.links), not stored."""

    wagtail_reference_index_ignore = True

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practice = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="preview_links", verbose_name=_("Praxisbeispiel")
    )
    for_whom = models.CharField(
        _("Für wen"), max_length=80, help_text=_("Eine Funktion, kein Name: zum Beispiel „Amtsleitung“.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    expires_at = models.DateTimeField(_("gilt bis"), default=in_two_weeks)
    revoked_at = models.DateTimeField(_("zurückgenommen"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorschau-Link")
        verbose_name_plural = _("Vorschau-Links")
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.practice}: {self.for_whom}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    def revoke(self) -> None:
        """From now on it shows nothing. The first time counts."""
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())
        self.refresh_from_db(fields=["revoked_at"])
