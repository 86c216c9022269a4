"""The post of a district: it outlives the person who holds it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.freshness import CheckedEntry
from regions.models import District


class Post(CheckedEntry):
    """The integration manager's post. Names appear only with a recorded legal basis."""

    class Status(models.TextChoices):
        FILLED = "filled", _("besetzt")
        VACANT = "vacant", _("nicht besetzt")
        ADVERTISED = "advertised", _("ausgeschrieben")

    district = models.OneToOneField(District, on_delete=models.PROTECT, related_name="post", verbose_name=_("Kreis"))
    status = models.CharField(_("Besetzung"), max_length=12, choices=Status, default=Status.VACANT)
    mailbox = models.EmailField(_("Funktionspostfach"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    opening_hours = models.CharField(_("Sprechzeiten"), max_length=200, blank=True)
    responsible_for = models.TextField(
        _("zuständig für"),
        max_length=600,
        blank=True,
        help_text=_("Zum Beispiel: Ansprechstelle für Ehrenamtliche, Netzwerk Frühe Hilfen."),
    )
    meanwhile = models.CharField(_("Wer antwortet, solange die Stelle nicht besetzt ist"), max_length=200, blank=True)
    holder = models.CharField(_("Name der Stelleninhaber:in"), max_length=120, blank=True)
    holder_legal_basis = models.CharField(
        _("Rechtsgrundlage für die Nennung"),
        max_length=200,
        blank=True,
        help_text=_("Ohne Rechtsgrundlage (zum Beispiel Einwilligung vom …) wird kein Name gezeigt."),
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
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(holder="") | ~Q(holder_legal_basis=""), name="directory_post_name_needs_basis"
            )
        ]

    def __str__(self) -> str:
        return f"Integrationsmanagement {self.district}"
