"""What a visitor wrote to a district, and what became of it."""

import datetime as dt
import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.offer import Offer
from directory.models.organisation import Organisation
from directory.models.post import Post
from regions.models import District

LONGEST_TEXT = 3000
KEEP = dt.timedelta(days=90)  # after closing; then the row goes wholly


def new_token() -> str:
    """192 random bits: whoever knows the address of a status page was given it."""
    return secrets.token_urlsafe(24)


class MessageQuerySet(models.QuerySet["Message"]):
    def open(self) -> "MessageQuerySet":
        return self.filter(state=Message.State.OPEN)

    def closed(self) -> "MessageQuerySet":
        return self.exclude(state=Message.State.OPEN)


class Message(models.Model):
    """Belongs to a district, not to a person: whoever acts for the district today reads and answers it."""

    class Kind(models.TextChoices):
        ERROR = "error", _("Fehler gemeldet")
        SUGGESTION = "suggestion", _("Angebot vorgeschlagen")
        QUESTION = "question", _("Frage")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ANSWERED = "answered", _("beantwortet")
        CLOSED = "closed", _("ohne Antwort erledigt")

    class What(models.TextChoices):
        """What is wrong with an entry, in the words of the one who sees it."""

        GONE = "gone", _("Das gibt es nicht mehr")
        REACH = "reach", _("Anschrift, Telefon oder Mailadresse stimmen nicht")
        TIMES = "times", _("Die Zeiten stimmen nicht")
        OTHER = "other", _("Etwas anderes stimmt nicht")

    # Wagtail's index of uses would tell whoever keeps an entry of messages that lie in another district.
    wagtail_reference_index_ignore = True

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    submission = models.CharField(max_length=40, db_index=True, editable=False)  # a form sent twice is one message
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.OPEN)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="messages", verbose_name=_("Kreis"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    offer = models.ForeignKey(Offer, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    what = models.CharField(_("Was stimmt nicht?"), max_length=5, choices=What, blank=True)
    title = models.CharField(_("Was ist es?"), max_length=160, blank=True)  # of a suggestion; else the entry's name
    offered_by = models.CharField(_("Wer bietet es an?"), max_length=160, blank=True)
    reachable = models.CharField(_("Wie ist es zu erreichen?"), max_length=200, blank=True)
    place = models.CharField(_("Ort oder Postleitzahl"), max_length=120, blank=True)
    text = models.TextField(_("Ihre Nachricht"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("Ihre Mailadresse"), blank=True)
    answer = models.TextField(_("Antwort"), max_length=LONGEST_TEXT, blank=True)
    received_at = models.DateTimeField(_("eingegangen"), default=timezone.now)
    waiting_since = models.DateTimeField(default=timezone.now, db_index=True)  # in this district
    reminded_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # empty: nobody could be told yet
    closed_at = models.DateTimeField(_("erledigt"), null=True, db_index=True)

    is_example = models.BooleanField(default=False, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zuschrift")
        verbose_name_plural = _("Zuschriften")
        ordering: ClassVar = ["waiting_since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="directory_message_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=(Q(state="answered") & ~Q(answer="")) | (~Q(state="answered") & Q(answer="")),
                name="directory_message_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None, offer=None) | Q(organisation=None, post=None) | Q(offer=None, post=None),
                name="directory_message_about_one_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}" if self.title else str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """The private status page; only its writer is told it."""
        return reverse("message", args=[self.token])

    @property
    def entry(self) -> Organisation | Offer | Post | None:
        return self.organisation or self.offer or self.post

    @property
    def target(self) -> str:
        """What is written about, for counting how much comes to it."""
        entry = self.entry
        return f"{entry._meta.model_name}:{entry.pk}" if entry else f"{self.kind}:{self.district_id}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def deleted_on(self) -> dt.date | None:
        return timezone.localdate(self.closed_at + KEEP) if self.closed_at else None

    def add_step(self, kind: str, by: str = "") -> None:
        self.steps.create(kind=kind, by=by, district=self.district)

    def give_answer(self, text: str, by: str) -> None:
        """Closes the message with an answer. `by`: a function, not a name. ValueError when it is closed already."""
        self._close(MessageStep.Kind.ANSWERED, by, state=self.State.ANSWERED, answer=text)

    def close(self, by: str) -> None:
        """Closes it without one. ValueError as in `give_answer`."""
        self._close(MessageStep.Kind.CLOSED, by, state=self.State.CLOSED)

    def pass_on(self, district: District, by: str) -> None:
        """Gives it to another district, where it begins to wait anew. ValueError as in `give_answer`."""
        self._must_be_open()
        self.add_step(MessageStep.Kind.PASSED_ON, by)
        self.district, self.waiting_since, self.reminded_at, self.told_at = district, timezone.now(), None, None
        self.save(update_fields=["district", "waiting_since", "reminded_at", "told_at"])

    def _close(self, step: str, by: str, **values: Any) -> None:
        self._must_be_open()
        for name, value in values.items():
            setattr(self, name, value)
        self.closed_at = timezone.now()
        self.save(update_fields=[*values, "closed_at"])
        self.add_step(step, by)

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise ValueError(_("Diese Zuschrift ist schon erledigt."))


class MessageStep(models.Model):
    """One line of a message's history: what happened when, by which function, in which district."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("eingegangen")
        REMINDED = "reminded", _("erinnert")
        PASSED_ON = "passed_on", _("weitergegeben")
        ANSWERED = "answered", _("beantwortet")
        CLOSED = "closed", _("ohne Antwort erledigt")

    wagtail_reference_index_ignore = True  # as above

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=160, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Schritt einer Zuschrift")
        verbose_name_plural = _("Schritte von Zuschriften")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d.%m.%Y}"
