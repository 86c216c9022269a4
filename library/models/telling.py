"""That the owner of a material was told of something: once, however often the job runs."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.models.material import MaterialPage


class MaterialTelling(models.Model):
    """`since`: the day that brought it up, such as the end of validity; another day is another matter."""

    class Reason(models.TextChoices):
        DEAD = "dead", _("Link tot")
        SOON = "soon", _("läuft ab")
        OVER = "over", _("abgelaufen")

    wagtail_reference_index_ignore = True  # it changes no page

    material = models.ForeignKey(MaterialPage, on_delete=models.CASCADE, related_name="tellings")
    reason = models.CharField(_("Anlass"), max_length=4, choices=Reason)
    since = models.DateField(_("seit"))
    on = models.DateField(_("am"), default=timezone.localdate)

    class Meta:
        verbose_name = _("Hinweis zu einem Material")
        verbose_name_plural = _("Hinweise zu Materialien")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["material", "reason", "since"], name="library_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.material}: {self.get_reason_display()}"
