"""The seal "empfohlen": an association's editorial word on a revision of a practice."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from bestpractice.models.practice import PracticePage
from regions.models import Association


class Recommendation(models.Model):
    """Pending from the day a practice is published; granted or refused by somebody who did not write it."""

    class State(models.TextChoices):
        PENDING = "pending", _("wartet")
        GRANTED = "granted", _("empfohlen")
        REFUSED = "refused", _("nicht empfohlen")

    practice = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="recommendations", verbose_name=_("Praxisbeispiel")
    )
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("Verband")
    )
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.PENDING)
    reason = models.TextField(_("Begründung"), max_length=2000, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checklist = models.JSONField(_("Prüfliste"), default=list, blank=True)  # keys of the points that were ticked
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in Arbeit bei"),
    )
    asked_at = models.DateTimeField(_("seit"), auto_now_add=True)
    decided_at = models.DateTimeField(_("entschieden"), null=True, blank=True)

    class Meta:
        verbose_name = _("Empfehlung")
        verbose_name_plural = _("Empfehlungen")
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice", "association"],
                condition=Q(state="pending"),
                name="bestpractice_one_open_question_each",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="bestpractice_refusal_gives_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice}: {self.get_state_display()} ({self.association})"


class ReviewComment(models.Model):
    """The remark at one section, sent with the decision; the district may answer it. `revision`: what was read."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    section = models.CharField(_("Abschnitt"), max_length=40)  # a field of PracticePage
    text = models.TextField(_("Anmerkung"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("geschrieben"), auto_now_add=True)
    answer = models.TextField(_("Antwort des Kreises"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("beantwortet"), null=True, blank=True)

    class Meta:
        verbose_name = _("Anmerkung zur Begutachtung")
        verbose_name_plural = _("Anmerkungen zur Begutachtung")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "section"], name="bestpractice_one_remark_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.section}"
