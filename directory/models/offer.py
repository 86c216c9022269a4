"""What an actor offers: a course, a consultation, a meeting."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directory.models.freshness import CheckedEntry
from directory.models.organisation import Organisation
from regions.load import UMLAUTS
from vocabulary.models import Language, TargetGroup, Topic


class Offer(CheckedEntry):
    """Belongs to an organisation, and through it to a district."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="offers", verbose_name=_("Einrichtung oder Initiative")
    )
    title = models.CharField(_("Titel"), max_length=160)
    summary = models.CharField(_("In einem Satz"), max_length=250, blank=True)
    description = models.TextField(_("Beschreibung"), max_length=3000, blank=True)
    topics = models.ManyToManyField(Topic, related_name="offers", blank=True, verbose_name=_("Themen"))
    target_groups = models.ManyToManyField(
        TargetGroup, related_name="offers", blank=True, verbose_name=_("Zielgruppen")
    )
    languages = models.ManyToManyField(Language, related_name="offers", blank=True, verbose_name=_("Sprachen"))
    place = models.CharField(_("Wo"), max_length=200, blank=True)
    times = models.CharField(_("Wann"), max_length=200, blank=True)
    cost = models.CharField(_("Kosten"), max_length=120, blank=True)
    is_free = models.BooleanField(_("kostenfrei"), default=False)
    requirements = models.CharField(_("Voraussetzungen"), max_length=250, blank=True)
    contact = models.CharField(_("Anmeldung und Kontakt"), max_length=200, blank=True)
    is_landwide = models.BooleanField(_("gilt im ganzen Land"), default=False)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis einschließlich"), null=True, blank=True)
    is_example = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValidationError({"valid_until": _("Der letzte Tag liegt vor dem ersten.")})

    def get_absolute_url(self) -> str:
        slug = slugify(self.title.translate(UMLAUTS))[:60].strip("-") or "angebot"
        return reverse("offer", args=[slug, self.pk])

    def is_over(self, on: dt.date | None = None) -> bool:
        return self.valid_until is not None and self.valid_until < (on or timezone.localdate())
