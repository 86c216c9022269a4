"""What an association or the Land puts on the portal's first page, for some time."""

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import BasePage
from core.visibility import is_public


class StartSlotQuerySet(models.QuerySet["StartSlot"]):
    def current(self, on: dt.date | None = None) -> "StartSlotQuerySet":
        """Those whose last day (included) is not over."""
        return self.filter(until__gte=on or timezone.localdate())


class StartSlot(models.Model):
    """„Auf der Startseite“: one for each owner. It shows what everybody may read anyway, or nothing."""

    owner = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="start_slot", verbose_name=_("Von"))
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("Seite"))
    text = models.CharField(
        _("Warum jetzt"), max_length=200, help_text=_("Ein Satz, der über dem Titel der Seite neugierig macht.")
    )
    until = models.DateField(_("bis einschließlich"), help_text=_("Danach verschwindet es von selbst."))

    objects = StartSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("Hinweis auf der Startseite")
        verbose_name_plural = _("Hinweise auf der Startseite")
        ordering: ClassVar = ["owner__path"]

    def __str__(self) -> str:
        return f"{self.owner}: {self.page}"

    def clean(self) -> None:
        if self.page_id and not for_everybody(self.page):
            raise ValidationError(
                {"page": _("Diese Seite ist nicht für alle zu lesen. Auf die Startseite kommt nur Öffentliches.")}
            )


def for_everybody(page: Page) -> bool:
    """Whether somebody who has not signed in may open the page; what a page says of its readers counts as well."""
    found = page.specific
    return is_public(found) and isinstance(found, BasePage) and found.may_be_read_by(AnonymousUser())
