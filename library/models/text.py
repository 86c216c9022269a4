"""The text inside a file, taken out in the background, page by page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile


class FileText(models.Model):
    """What could be read of one stored file."""

    class State(models.TextChoices):
        READ = "read", _("gelesen")
        EMPTY = "empty", _("ohne Text")
        FAILED = "failed", _("nicht lesbar")

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="text")
    file_hash = models.CharField(max_length=40)  # of the file that was read: a new file is read anew
    state = models.CharField(max_length=8, choices=State)
    pages = models.JSONField(default=list)  # one text a page; a DOCX is one page
    has_page_numbers = models.BooleanField(default=False)
    problem = models.CharField(max_length=200, blank=True)  # in words for the owner

    class Meta:
        verbose_name = _("Text einer Datei")

    def __str__(self) -> str:
        return f"{self.file}: {self.get_state_display()}"
