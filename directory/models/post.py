"""The post of a district: it outlives the person who holds it."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from directory.models.freshness import CheckedEntry
from regions.models import District


class Post(CheckedEntry):
    """The integration manager's post. Its holder's name is a HolderName, with the basis on which it may be shown."""

    class Status(models.TextChoices):
        FILLED = "filled", _("besetzt")
        VACANT = "vacant", _("nicht besetzt")
        ADVERTISED = "advertised", _("ausgeschrieben")

    district = models.OneToOneField(District, on_delete=models.PROTECT, related_name="post", verbose_name=_("Kreis"))
    status = models.CharField(_("Besetzung"), max_length=12, choices=Status, default=Status.VACANT)
    mailbox = models.EmailField(_("Funktionspostfach"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    opening_hours = models.CharField(_("Sprechzeiten"), max_length=200, blank=True)
    is_for_volunteers = models.BooleanField(
        _("Ansprechstelle für Ehrenamtliche"),
        default=False,
        help_text=_("Ehrenamtliche finden die Stelle dann unter diesem Wort."),
    )
    responsible_for = models.TextField(
        _("zuständig für"),
        max_length=600,
        blank=True,
        help_text=_("Zum Beispiel: Netzwerk Frühe Hilfen, Runde Tische, Sprachmittlung."),
    )
    meanwhile = models.CharField(
        _("Wer antwortet, solange die Stelle nicht besetzt ist"),
        max_length=200,
        blank=True,
        help_text=_("Eine Stelle und wie man sie erreicht, kein Name."),
    )
    changes_need_a_look = models.BooleanField(
        _("Änderungen der Einrichtungen erst ansehen"),
        default=False,
        help_text=_("Sonst gilt sofort, was eine Einrichtung über den zugemailten Link ändert."),
    )
    is_example = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("Ansprechstelle")
        verbose_name_plural = _("Ansprechstellen")
        ordering: ClassVar = ["district"]

    def __str__(self) -> str:
        return f"Integrationsmanagement {self.district}"

    def clean(self) -> None:
        """Whoever finds a post that nobody holds must find somebody who answers."""
        super().clean()
        if self.status != self.Status.FILLED and not self.meanwhile.strip():
            raise ValidationError(
                {"meanwhile": _("Bitte nennen Sie, wer antwortet, solange die Stelle nicht besetzt ist.")}
            )

    @property
    def responsibilities(self) -> str:
        """All that the post is there for, as a district is found by it."""
        volunteers = _("Ansprechstelle für Ehrenamtliche") if self.is_for_volunteers else ""
        return "\n".join(str(part) for part in (volunteers, self.responsible_for) if part)

    @property
    def holder(self) -> str:
        """The holder's name where it may be shown, else ""."""
        if self.status != self.Status.FILLED:
            return ""
        return next((shown.name for shown in self.holder_names.all() if shown.withdrawn_at is None), "")

    @property
    def deputy_until(self) -> dt.date | None:
        """The last day of the deputy who acts today; None when nobody does."""
        deputies = Role.objects.active().filter(district=self.district_id, kind=Role.Kind.DEPUTY, user__is_active=True)
        last: dt.date | None = deputies.aggregate(last=models.Max("valid_until"))["last"]
        return last
