"""Reference data: the Land and what it consists of. Loaded by `setup` from site/data, never typed in."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Land(models.Model):
    """The root: another Land is another data folder."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("Name"), max_length=100)

    class Meta:
        verbose_name = _("Land")
        verbose_name_plural = _("Länder")

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """One of the 36, keyed by its official key (AGS), never by name: two are called Kaiserslautern."""

    class Kind(models.TextChoices):
        CITY = "city", _("kreisfreie Stadt")
        COUNTY = "county", _("Landkreis")

    ags = models.CharField(_("amtlicher Schlüssel"), max_length=5, primary_key=True)
    land = models.ForeignKey(Land, on_delete=models.PROTECT, related_name="districts", verbose_name=_("Land"))
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    name = models.CharField(_("Name"), max_length=100)
    official_name = models.CharField(_("amtlicher Name"), max_length=150)
    slug = models.SlugField(unique=True)
    nuts3 = models.CharField(_("NUTS 3"), max_length=5)
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=8, decimal_places=2)
    population = models.PositiveIntegerField(_("Bevölkerung"))
    foreign_share_pct = models.DecimalField(
        _("Anteil ausländischer Bevölkerung in %"), max_digits=4, decimal_places=1, null=True
    )

    class Meta:
        verbose_name = _("Kreis")
        verbose_name_plural = _("Kreise")
        ordering: ClassVar = ["kind", "ags"]  # the fixed order of the strip of 36: cities, then counties

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """With its kind, because near-namesakes exist: "Stadt Mainz", "Landkreis Mainz-Bingen", "Westerwaldkreis"."""
        if self.kind == self.Kind.CITY:
            return f"Stadt {self.name}"
        return self.name if "kreis" in self.name.lower() else f"Landkreis {self.name}"

    @property
    def sort_name(self) -> str:
        """For lists ordered by name: "Mainz, Stadt", "Mainz-Bingen, Landkreis"."""
        if self.full_name == self.name:
            return self.name
        return f"{self.name}, {self.full_name.split(' ', 1)[0]}"


class Municipality(models.Model):
    """A place below a district, as data: a practice, offer or responsibility may name one."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="municipalities")
    name = models.CharField(_("Name"), max_length=120)

    class Meta:
        verbose_name = _("Gemeinde")
        verbose_name_plural = _("Gemeinden")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["district", "name"], name="regions_municipality_once")]

    def __str__(self) -> str:
        return self.name


class Association(models.Model):
    """A kommunaler Spitzenverband; whom it stands for is data, never an `if`."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Kurzname"), max_length=60)
    land = models.ForeignKey(Land, on_delete=models.PROTECT, related_name="associations")
    districts = models.ManyToManyField(District, related_name="associations", blank=True, verbose_name=_("Kreise"))
    municipalities = models.ManyToManyField(
        Municipality, related_name="associations", blank=True, verbose_name=_("Gemeinden")
    )

    class Meta:
        verbose_name = _("kommunaler Spitzenverband")
        verbose_name_plural = _("kommunale Spitzenverbände")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.short_name


class Postcode(models.Model):
    """A postcode in a place of a district; 40 postcodes lie in more than one district."""

    postcode = models.CharField(_("Postleitzahl"), max_length=5, db_index=True)
    place = models.CharField(_("Ort"), max_length=120, db_index=True)
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="postcodes")
    latitude = models.FloatField(null=True)  # WGS84, centre of the postcode; unknown for a few
    longitude = models.FloatField(null=True)

    class Meta:
        verbose_name = _("Postleitzahl")
        verbose_name_plural = _("Postleitzahlen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["postcode", "place", "district"], name="regions_postcode_once")
        ]

    def __str__(self) -> str:
        return f"{self.postcode} {self.place}"
