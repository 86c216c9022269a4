"""Where entries came from: a file that somebody imports again and again, or an address that is pulled every night."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models import District


class Source(models.Model):
    """A district's source. Of a subscribed one the entries are read-only here and do not count as checked by us."""

    class Kind(models.TextChoices):
        FILE = "file", _("Datei")
        CSV = "csv", _("CSV-Adresse")
        XLSX = "xlsx", _("XLSX-Adresse")
        HSDS = "hsds", _("HSDS-Adresse")
        INTEGREAT = "integreat", _("Integreat")

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="sources", verbose_name=_("Kreis"))
    name = models.CharField(
        _("Name"), max_length=120, help_text=_("So steht er an den Einträgen: „Gelbe Liste der Stadt“.")
    )
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.FILE)
    address = models.URLField(_("Adresse"), max_length=500, blank=True)
    mapping = models.JSONField(_("Zuordnung der Spalten"), default=dict, blank=True, editable=False)
    # mapping: {heading: column}; erasing: columns whose empty cells erase
    erasing: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, editable=False)
    same: models.JSONField[Any, Any] = models.JSONField(
        default=dict, blank=True, editable=False
    )  # {source key: uid of the organisation that it is, or "" for another one}

    class Meta:
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        ordering: ClassVar = ["district", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "name"], name="directory_source_once_a_district")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_subscribed(self) -> bool:
        return self.kind != self.Kind.FILE
