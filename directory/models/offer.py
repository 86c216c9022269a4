"""What an actor offers: a course, a consultation, a meeting."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from directory.models.entry import DirectoryEntry
from directory.models.location import Location
from directory.models.organisation import Organisation
from regions.load import UMLAUTS
from vocabulary.models import Language, TargetGroup, Topic


class Offer(ClusterableModel, DirectoryEntry):
    """Belongs to an organisation, and through it to a district."""

    class LanguageLevel(models.TextChoices):
        """Levels of the Common European Framework of Reference for Languages (CEFR)."""

        A1 = "A1", "A1"
        A2 = "A2", "A2"
        B1 = "B1", "B1"
        B2 = "B2", "B2"
        C1 = "C1", "C1"
        C2 = "C2", "C2"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="offers", verbose_name=_("Einrichtung oder Initiative")
    )
    title = models.CharField(_("Titel"), max_length=160)
    need = models.CharField(
        _("Wobei es hilft"),
        max_length=160,
        blank=True,
        help_text=_("In den Worten derer, die suchen: „Ich brauche …“."),
    )
    summary = models.CharField(_("In einem Satz"), max_length=250, blank=True)
    description = models.TextField(_("Beschreibung"), max_length=3000, blank=True)
    topics = models.ManyToManyField(Topic, related_name="offers", blank=True, verbose_name=_("Themen"))
    target_groups = models.ManyToManyField(
        TargetGroup, related_name="offers", blank=True, verbose_name=_("Zielgruppen")
    )
    languages = models.ManyToManyField(Language, related_name="offers", blank=True, verbose_name=_("Sprachen"))
    locations = models.ManyToManyField(Location, related_name="offers", blank=True, verbose_name=_("Orte"))
    place = models.CharField(_("Wo (in Worten)"), max_length=200, blank=True)
    times = models.CharField(_("Wann"), max_length=200, blank=True)
    by_appointment = models.BooleanField(_("nach Vereinbarung"), default=False)
    cost = models.CharField(_("Kosten"), max_length=120, blank=True)
    is_free = models.BooleanField(_("kostenfrei"), default=False)
    requirements = models.CharField(_("Voraussetzungen"), max_length=250, blank=True)
    papers = models.CharField(
        _("Mitzubringen"), max_length=200, blank=True, help_text=_("Papiere: „Aufenthaltstitel, Meldebescheinigung“.")
    )
    language_level = models.CharField(_("Deutsch ab Niveau"), max_length=2, choices=LanguageLevel, blank=True)
    needs_referral = models.BooleanField(_("nur mit Überweisung oder Zuweisung"), default=False)
    is_accessible = models.BooleanField(_("barrierefrei"), default=False)
    accessibility = models.CharField(_("Barrierefreiheit"), max_length=250, blank=True)
    waiting_list = models.CharField(
        _("Warteliste"), max_length=120, blank=True, help_text=_("„etwa sechs Wochen“; leer heißt: keine.")
    )
    contact = models.CharField(_("Anmeldung und Kontakt"), max_length=200, blank=True)
    is_landwide = models.BooleanField(_("gilt im ganzen Land"), default=False)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis einschließlich"), null=True, blank=True)
    funding_ends_on = models.DateField(_("Förderung endet am"), null=True, blank=True)

    class Meta(DirectoryEntry.Meta):
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValidationError({"valid_until": _("Der letzte Tag liegt vor dem ersten.")})

    @property
    def slug(self) -> str:
        """The readable half of its address."""
        return slugify(self.title.translate(UMLAUTS))[:60].strip("-") or "angebot"

    def get_absolute_url(self) -> str:
        return reverse("offer", args=[self.slug, self.pk])

    def is_over(self, on: dt.date | None = None) -> bool:
        return self.valid_until is not None and self.valid_until < (on or timezone.localdate())
