"""Where else a practice is used, in which stage, and how it went there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bestpractice.models.practice import PracticePage
from regions.models import District


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def confirmed(self) -> "AdoptionQuerySet":
        """What the adopting districts themselves have told: only this is counted and shown."""
        return self.exclude(confirmed_on=None)

    def reported(self) -> "AdoptionQuerySet":
        """What others say of a district that has not answered yet."""
        return self.filter(confirmed_on=None)


class Adoption(models.Model):
    """Nachnutzung: one practice in one other district, told by that district.

    `stage`, `since` and `stopped_because` repeat the last step; only bestpractice.ledger.acts writes them.
    """

    class Stage(models.TextChoices):
        INTERESTED = "interested", _("interessiert")
        PLANNING = "planning", _("geplant")
        PILOTING = "piloting", _("erprobt")
        RUNNING = "running", _("läuft")
        STOPPED = "stopped", _("beendet")

    practice = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="adoptions", verbose_name=_("Praxisbeispiel")
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="adoptions", verbose_name=_("Kreis"))
    stage = models.CharField(_("Stand"), max_length=12, choices=Stage, default=Stage.INTERESTED)
    since = models.DateField(_("seit"))
    adaptation = models.TextField(_("Was wir anders machen"), max_length=1000, blank=True)
    outcome = models.TextField(_("Was es gebracht hat"), max_length=1000, blank=True)
    cost = models.PositiveIntegerField(_("Kosten im Jahr in Euro"), null=True, blank=True)
    stopped_because = models.TextField(_("Warum wir aufgehört haben"), max_length=1000, blank=True)
    reason_is_public = models.BooleanField(_("Den Grund auch öffentlich zeigen"), default=False)
    confirmed_on = models.DateField(_("bestätigt am"), null=True, blank=True)  # by the district itself; else: reported
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nachnutzung")
        verbose_name_plural = _("Nachnutzungen")
        ordering: ClassVar = ["district"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "district"], name="bestpractice_adoption_once"),
            models.CheckConstraint(
                condition=~Q(stage="stopped") | ~Q(stopped_because=""), name="bestpractice_stop_gives_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} – {self.district}: {self.get_stage_display()}"


class AdoptionStep(models.Model):
    """From when on a stage held, as the district told it: the history of an adoption."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(_("Stand"), max_length=12, choices=Adoption.Stage)
    on = models.DateField(_("seit"))
    because = models.TextField(_("Warum"), max_length=1000, blank=True)  # of a stop
    noted_at = models.DateTimeField(auto_now_add=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Schritt einer Nachnutzung")
        verbose_name_plural = _("Schritte einer Nachnutzung")
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(stage="stopped") | ~Q(because=""), name="bestpractice_step_of_a_stop_gives_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adoption}: {self.get_stage_display()} ({self.on})"


class Quiet(models.Model):
    """A district that wants no word of a practice: as its source of who uses it, as an adopter of its changes."""

    practice = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="quiet_for")
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("abgeschaltete Mitteilung")
        verbose_name_plural = _("abgeschaltete Mitteilungen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "district"], name="bestpractice_quiet_once")
        ]

    def __str__(self) -> str:
        return f"{self.practice} – {self.district}"
