"""An actor: an office, a counselling centre, a school, a club, an initiative."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directory.models.freshness import CheckedEntry
from regions.load import UMLAUTS
from regions.models import District
from vocabulary.models import Language, Topic


class Organisation(CheckedEntry):
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

    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    home_district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("Kreis")
    )
    districts_served = models.ManyToManyField(
        District, related_name="served_by", blank=True, verbose_name=_("auch tätig in")
    )
    description = models.TextField(_("Was wir tun"), max_length=2000, blank=True)
    topics = models.ManyToManyField(Topic, related_name="organisations", blank=True, verbose_name=_("Themen"))
    languages = models.ManyToManyField(Language, related_name="organisations", blank=True, verbose_name=_("Sprachen"))
    email = models.EmailField(_("Mailadresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    website = models.URLField(_("Website"), blank=True)
    opening_hours = models.CharField(_("Öffnungszeiten"), max_length=200, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    place = models.CharField(_("Ort"), max_length=120, blank=True)
    hide_address = models.BooleanField(
        _("Adresse nicht veröffentlichen"),
        default=False,
        help_text=_("Für Schutzräume: Straße und Ort erscheinen dann nirgends."),
    )
    is_example = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("Einrichtung oder Initiative")
        verbose_name_plural = _("Einrichtungen und Initiativen")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        slug = slugify(self.name.translate(UMLAUTS))[:60].strip("-") or "eintrag"
        return reverse("organisation", args=[slug, self.pk])

    @property
    def address(self) -> str:
        """For the public; empty for a shelter."""
        if self.hide_address:
            return ""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.place}".strip()) if part)
