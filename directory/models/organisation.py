"""An actor: an office, a counselling centre, a school, a club, an initiative."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from directory.models.entry import DirectoryEntry
from regions.load import UMLAUTS
from regions.models import District
from vocabulary.models import Language, Topic


class Organisation(ClusterableModel, DirectoryEntry):
    """Belongs to a home district, whose people keep it; may serve several districts."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Behörde")
        COUNSELLING = "counselling", _("Beratungsstelle")
        PROVIDER = "provider", _("Träger")
        SCHOOL = "school", _("Schule")
        NURSERY = "nursery", _("Kita")
        CLUB = "club", _("Verein")
        INITIATIVE = "initiative", _("Ehrenamtliche Initiative")
        MIGRANTS = "migrants", _("Migrantenorganisation")
        RELIGIOUS = "religious", _("Religionsgemeinschaft")
        COMPANY = "company", _("Unternehmen")
        OTHER = "other", _("Sonstige")

    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    home_district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("Kreis")
    )
    districts_served = models.ManyToManyField(
        District, related_name="served_by", blank=True, verbose_name=_("auch tätig in")
    )
    is_landwide = models.BooleanField(_("im ganzen Land tätig"), default=False)
    description = models.TextField(_("Was wir tun"), max_length=2000, blank=True)
    topics = models.ManyToManyField(Topic, related_name="organisations", blank=True, verbose_name=_("Themen"))
    languages = models.ManyToManyField(Language, related_name="organisations", blank=True, verbose_name=_("Sprachen"))
    email = models.EmailField(_("Mailadresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    website = models.URLField(_("Website"), blank=True)
    opening_hours = models.CharField(_("Öffnungszeiten"), max_length=200, blank=True)
    upkeep_email = models.EmailField(
        _("Adresse für die Pflege"),
        blank=True,
        help_text=_("Dorthin gehen Prüfmails und der Link zum Ändern. Sie wird nicht veröffentlicht."),
    )

    class Meta(DirectoryEntry.Meta):
        verbose_name = _("Einrichtung oder Initiative")
        verbose_name_plural = _("Einrichtungen und Initiativen")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The readable half of its address."""
        return slugify(self.name.translate(UMLAUTS))[:60].strip("-") or "eintrag"

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug, self.pk])

    @property
    def keeper(self) -> str:
        """The address on file: where mails go that ask whether the entry is still true."""
        return self.upkeep_email or self.email
