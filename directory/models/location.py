"""Where an organisation can be found. A hidden address (a shelter's) leaves this file in no form."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.models.organisation import Organisation
from directory.models.row import EntryRow
from regions.queries import postcode_centre

Point = tuple[float, float]  # latitude, longitude; WGS84, degrees, five decimals: about a metre


class Location(EntryRow):
    """One place of an organisation. Pages, lists, search and exports read `address`, `point` and `way`."""

    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="locations", verbose_name=_("Einrichtung oder Initiative")
    )
    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False
    )  # its name in exports and the HSDS interface
    name = models.CharField(
        _("Name des Ortes"), max_length=120, blank=True, help_text=_("Nur bei mehreren: „Außenstelle Nord“.")
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(
        _("Postleitzahl"), max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$", _("Fünf Ziffern, bitte."))]
    )
    place = models.CharField(_("Ort"), max_length=120, blank=True)
    hide_address = models.BooleanField(
        _("Adresse nicht veröffentlichen"),
        default=False,
        help_text=_("Für Schutzräume: Straße, Ort und Lage erscheinen dann nirgends."),
    )
    latitude = models.FloatField(
        _("geografische Breite"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("geografische Länge"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    opening_hours = models.CharField(_("Öffnungszeiten"), max_length=200, blank=True)
    directions = models.CharField(_("So kommen Sie hin"), max_length=250, blank=True)
    is_accessible = models.BooleanField(_("barrierefrei zugänglich"), default=False)
    accessibility = models.CharField(_("Barrierefreiheit"), max_length=250, blank=True)
    source_key = models.CharField(_("Schlüssel in der Quelle"), max_length=200, blank=True, editable=False)

    class Meta(EntryRow.Meta):
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="directory_location_both_coordinates",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.address or str(_("Adresse nicht veröffentlicht"))

    def clean(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Breite und Länge gehören zusammen.")})

    @property
    def address(self) -> str:
        """For the public; empty for a shelter."""
        if self.hide_address:
            return ""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.place}".strip()) if part)

    @property
    def way(self) -> str:
        """How to get there, for the public; empty for a shelter."""
        return "" if self.hide_address else self.directions

    @property
    def point(self) -> Point | None:
        """Where it lies, for maps and distances: as entered, else the centre of its postcode. None for a shelter."""
        if self.hide_address:
            return None
        if self.latitude is not None and self.longitude is not None:
            return round(self.latitude, 5), round(self.longitude, 5)
        return postcode_centre(self.postcode)
