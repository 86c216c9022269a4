"""An earlier version of a material: the file that a newer one has replaced."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from library.models.material import MaterialPage


class MaterialVersion(models.Model):
    """Written when the newer file is published. Its file opens for whoever may read the material, until withdrawn."""

    material = models.ForeignKey(MaterialPage, on_delete=models.CASCADE, related_name="versions")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="earlier_versions")
    edition = models.CharField(_("Stand oder Auflage"), max_length=60, blank=True)
    what_changed = models.CharField(_("Was war neu?"), max_length=200, blank=True)
    since = models.DateField(_("veröffentlicht am"), null=True)
    until = models.DateField(_("ersetzt am"), default=timezone.localdate)
    withdrawn_on = models.DateField(_("zurückgezogen am"), null=True)

    class Meta:
        verbose_name = _("Frühere Fassung")
        verbose_name_plural = _("Frühere Fassungen")
        ordering: ClassVar = ["-until", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["material", "file"], name="library_version_once"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, withdrawn_on__isnull=True)
                | models.Q(file__isnull=True, withdrawn_on__isnull=False),
                name="library_version_has_file_unless_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.edition or f"{self.until:%d.%m.%Y}"

    def withdraw(self) -> None:
        """Its file opens no more for readers, and may be deleted; that there was this version stays told."""
        self.file = None
        self.withdrawn_on = timezone.localdate()
        self.save(update_fields=["file", "withdrawn_on"])
