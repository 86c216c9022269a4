"""Where entries came from: a file that somebody imports again and again, or an address that is pulled every night."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import District

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from directory.models.offer import Offer
    from directory.models.organisation import Organisation


class SourceQuerySet(models.QuerySet["Source"]):
    def subscribed(self) -> "SourceQuerySet":
        return self.exclude(kind=Source.Kind.FILE)


class Source(models.Model):
    """A district's source. Of a subscribed one the entries are read-only here and do not count as checked by us.

    `disturbed_since` and `disturbance`: since when, and why, its entries stay as they are; `marks`: what its addresses
    answered the last time, so that they can say that nothing has changed.
    """

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
    marks = models.JSONField(default=dict, blank=True, editable=False)  # {address: {etag, last_modified, digest}}
    pulled_at = models.DateTimeField(_("zuletzt abgerufen"), null=True, blank=True, editable=False)
    remark = models.CharField(_("Hinweis"), max_length=500, blank=True, editable=False)
    disturbed_since = models.DateTimeField(_("gestört seit"), null=True, blank=True, editable=False)
    disturbance = models.CharField(_("Störung"), max_length=500, blank=True, editable=False)
    is_shorter = models.BooleanField(_("Liste um ein Drittel kürzer"), default=False, editable=False)

    objects = SourceQuerySet.as_manager()

    if TYPE_CHECKING:
        organisations: RelatedManager[Organisation]
        offers: RelatedManager[Offer]

    class Meta:
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        ordering: ClassVar = ["district", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "name"], name="directory_source_once_a_district")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.is_subscribed and not self.address:
            raise ValidationError({"address": _("Bitte nennen Sie die Adresse, unter der die Liste steht.")})
        if self.address and not self.address.lower().startswith(("http://", "https://")):
            raise ValidationError({"address": _("Bitte eine Adresse, die mit https:// beginnt.")})

    @property
    def is_subscribed(self) -> bool:
        return self.kind != self.Kind.FILE

    @property
    def entry_count(self) -> int:
        """How many organisations and offers are here."""
        return self.organisations.count() + self.offers.count()

    def get_admin_url(self) -> str:
        return reverse("source:edit", args=[self.pk])

    def note_pulled(self, marks: dict[str, dict[str, str]] | None = None, remark: str | None = None) -> None:
        """The source is fine. Without marks: nothing had changed."""
        self.pulled_at = timezone.now()
        self._calm()
        if marks is not None:
            self.marks, self.remark = marks, (remark or "")[:500]
        self.save()

    def disturb(self, text: str, *, is_shorter: bool = False) -> bool:
        """Notes why nothing was taken over; returns whether that begins now.

        The marks are forgotten: the next good answer is read whole, even if it is the old one.
        """
        begins = self.disturbed_since is None
        if begins:
            self.disturbed_since = timezone.now()
        self.disturbance, self.is_shorter, self.marks = text[:500], is_shorter, {}
        self.save()
        return begins

    def release(self) -> None:
        """Pulled no more: from now on as if its entries had come by a file."""
        self.kind, self.address, self.marks, self.remark = self.Kind.FILE, "", {}, ""
        self._calm()
        self.save()

    def _calm(self) -> None:
        self.disturbed_since, self.disturbance, self.is_shorter = None, "", False
