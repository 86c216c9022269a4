"""What an actor changed through its mailed link: each field as it was and as it shall be, and what became of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.location import Location
from directory.models.offer import Offer
from directory.models.organisation import Organisation


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> "ProposalQuerySet":
        return self.filter(state=Proposal.State.WAITING)


class Proposal(models.Model):
    """A change of the organisation (`offer` empty), of one of its offers, or a new offer (`is_new`)."""

    class State(models.TextChoices):
        LIVE = "live", _("gilt sofort")
        WAITING = "waiting", _("wartet auf den Kreis")
        TAKEN = "taken", _("übernommen")
        REFUSED = "refused", _("abgelehnt")
        UNDONE = "undone", _("zurückgenommen")

    wagtail_reference_index_ignore = True  # goes with its entry

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="proposals")
    location = models.ForeignKey(Location, on_delete=models.SET_NULL, null=True, related_name="+")  # its address's
    is_new = models.BooleanField(default=False)
    values: models.JSONField[Any, Any] = models.JSONField(default=dict)  # {field: [as it was, as it shall be]}
    state = models.CharField(_("Stand"), max_length=8, choices=State)
    created_at = models.DateTimeField(_("eingegangen"), default=timezone.now)
    decided_at = models.DateTimeField(_("entschieden"), null=True)
    decided_by = models.CharField(_("durch"), max_length=120, blank=True)  # a function, not a name
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Änderung einer Einrichtung")
        verbose_name_plural = _("Änderungen von Einrichtungen")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="directory_refused_proposal_has_reason"
            )
        ]

    def __str__(self) -> str:
        if self.is_new and self.offer is None:
            return str(self.values.get("title", ["", ""])[1])
        return str(self.offer or self.organisation)

    def decide(self, state: "Proposal.State", by: str, reason: str = "") -> None:
        """Notes what became of it; whoever calls has changed the entry in the same transaction."""
        self.state = state
        self.decided_at = timezone.now()
        self.decided_by = by
        self.reason = reason
        self.save(update_fields=["state", "decided_at", "decided_by", "reason", "offer"])
