"""A list that comes into a district's directory: the file, what it would do, what it did, and how to take it back."""

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.source import Source
from regions.models import District

ASKED_WITH = ("mapping", "erasing", "ending", "leave_out_invalid")  # what somebody says before the next step


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def busy(self) -> "ImportRunQuerySet":
        return self.filter(state__in=ImportRun.BUSY)


class ImportRun(models.Model):
    """One list on its way. The work process takes up whatever is BUSY; so a crash repeats a step, whole.

    `content` is kept as long as the file may still be read, `changes` as long as the import can be taken back.
    """

    class State(models.TextChoices):
        GIVEN = "given", _("wartet auf die Zuordnung der Spalten")
        PLANNING = "planning", _("die Vorschau entsteht")
        PLANNED = "planned", _("Vorschau")
        RUNNING = "running", _("wird übernommen")
        DONE = "done", _("übernommen")
        FAILED = "failed", _("gescheitert, nichts geändert")
        TAKING_BACK = "taking_back", _("wird zurückgenommen")
        TAKEN_BACK = "taken_back", _("zurückgenommen")

    BUSY = (State.PLANNING, State.RUNNING, State.TAKING_BACK)
    wagtail_reference_index_ignore = True

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="imports", verbose_name=_("Kreis"))
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs", verbose_name=_("Quelle"))
    state = models.CharField(_("Stand"), max_length=11, choices=State, default=State.GIVEN)
    file_name = models.CharField(_("Datei"), max_length=120, blank=True)
    content = models.BinaryField(null=True)
    given_by = models.CharField(_("durch"), max_length=120, blank=True)  # a function, not a name
    created_at = models.DateTimeField(_("eingegangen"), default=timezone.now)
    done_at = models.DateTimeField(_("übernommen am"), null=True)
    mapping = models.JSONField(default=dict, editable=False)  # {heading: column}
    erasing: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)  # columns, see plan.py
    ending: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)  # uids of offers to end
    leave_out_invalid = models.BooleanField(default=False)
    counts = models.JSONField(default=dict, editable=False)  # {new, changed, unchanged, gone, suggested, invalid}
    problems: models.JSONField[Any, Any] = models.JSONField(
        default=list, editable=False
    )  # [[row, column, text, left out]]
    digest = models.CharField(max_length=64, blank=True, editable=False)  # of what the preview showed
    message = models.TextField(_("Meldung"), blank=True)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Importe")
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(state__in=("planning", "running", "taking_back")),
                name="directory_one_busy_import_a_district",
            )
        ]

    def __str__(self) -> str:
        return self.file_name or str(self.source)

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def can_be_taken_back(self) -> bool:
        """While its changes are kept; what a subscription brought would come again the next night."""
        return self.state == self.State.DONE and not self.source.is_subscribed and self.changes.exists()

    def ask(self, state: "ImportRun.State") -> None:
        """Leaves the next step to the work process. Raises IntegrityError while another import of the district runs."""
        self.state, self.progress, self.attempts, self.message = state, 0, 0, ""
        self.save(update_fields=["state", "progress", "attempts", "message", *ASKED_WITH])


class ImportChange(models.Model):
    """What an import does to one entry. `before` and `after` hold the fields that differ; of a new entry all."""

    class Kind(models.TextChoices):
        NEW = "new", _("neu")
        CHANGED = "changed", _("geändert")
        GONE = "gone", _("nicht mehr in der Datei")

    class Noun(models.TextChoices):
        ORGANISATION = "organisation", _("Einrichtung")
        OFFER = "offer", _("Angebot")

    wagtail_reference_index_ignore = True

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind)
    noun = models.CharField(max_length=12, choices=Noun)
    key = models.CharField(max_length=200, blank=True, editable=False)  # in the source
    row = models.PositiveIntegerField(default=0)  # of the file; 0: not told
    title = models.CharField(max_length=160)
    uid = models.UUIDField(null=True)  # the entry's; none before a new one is written
    before: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    same_as = models.UUIDField(null=True)  # of an organisation that may be the same
    same_title = models.CharField(max_length=160, blank=True)
    why_same = models.CharField(max_length=120, blank=True)
    kept = models.CharField(max_length=300, blank=True)  # what taking back left as it is, and why

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title
