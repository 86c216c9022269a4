"""A post passes from one person to the next: who, from which day, and what passed."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from directory.models.post import Post


class Handover(models.Model):
    """Rights pass by the dates of roles, at midnight and by themselves; what hangs on the account passes that day."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("geplant")
        DONE = "done", _("vollzogen")
        CANCELLED = "cancelled", _("abgesagt")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="handovers")
    predecessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    first_day = models.DateField(_("ab"))
    status = models.CharField(_("Stand"), max_length=10, choices=Status, default=Status.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    successor_role = models.ForeignKey(Role, on_delete=models.SET_NULL, null=True, related_name="+")
    # What cancelling puts back: {number of a role that was shortened: its former last day or null}.
    roles_before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    passed_on = models.JSONField(default=list)  # [{"name": what, "count": how many}] once it has taken effect

    class Meta:
        verbose_name = _("Übergabe")
        verbose_name_plural = _("Übergaben")
        ordering: ClassVar = ["-first_day", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(status="planned"), name="directory_one_planned_handover"
            ),
            models.CheckConstraint(
                condition=Q(status="planned", ended_at__isnull=True)
                | (~Q(status="planned") & Q(ended_at__isnull=False)),
                name="directory_handover_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.post}: {self.get_status_display()}"

    def end(self, status: str) -> None:
        """Done or cancelled, once."""
        self.status = status
        self.ended_at = timezone.now()
        self.save(update_fields=["status", "ended_at", "passed_on", "roles_before"])
