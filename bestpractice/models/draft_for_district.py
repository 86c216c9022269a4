"""A practice that an association's editor wrote down for a member district, until the district makes it its own."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bestpractice.models.practice import PracticePage
from regions.models import Association


class DraftForDistrict(models.Model):
    """Beside the page, not in it: a version of the page that is published later must not bring the state back."""

    class State(models.TextChoices):
        WRITING = "writing", _("wird aufgeschrieben")
        OFFERED = "offered", _("liegt beim Kreis")
        RETURNED = "returned", _("kam vom Kreis zurück")
        TAKEN = "taken", _("vom Kreis übernommen")

    WITH_EDITORS = (State.WRITING, State.OFFERED, State.RETURNED)  # they may still change it
    wagtail_reference_index_ignore = True

    practice = models.OneToOneField(
        PracticePage, on_delete=models.CASCADE, related_name="written_for", verbose_name=_("Praxisbeispiel")
    )
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="+", verbose_name=_("Verband"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.CharField(
        _("Woher Sie es wissen"),
        max_length=200,
        blank=True,
        help_text=_("Für den Kreis: „Telefonat im März“, „Sachstandsbericht, Seite 12“. Bitte keine Namen."),
    )
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.WRITING)
    word = models.TextField(_("Was der Kreis dazu sagt"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    changed_at = models.DateTimeField(_("Stand seit"), default=timezone.now)

    class Meta:
        verbose_name = _("Für einen Kreis aufgeschrieben")
        verbose_name_plural = _("Für Kreise aufgeschrieben")
        ordering: ClassVar = ["changed_at", "pk"]

    def __str__(self) -> str:
        return str(self.practice)

    @property
    def is_with_editors(self) -> bool:
        return self.state in self.WITH_EDITORS

    def become(self, state: "DraftForDistrict.State", word: str = "") -> None:
        self.state, self.word, self.changed_at = state, word, timezone.now()
        self.save(update_fields=["state", "word", "changed_at"])
