"""The text inside a file, taken out in the background, page by page, and whether everybody can read it."""

from collections.abc import Sequence

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile

BARRIERS = {  # what keeps a screen reader from a file: in words for its owner
    "no_text": _("Die Seiten sind Bilder ohne Text."),
    "untagged": _("Überschriften, Absätze und Tabellen sind nicht als solche ausgezeichnet (kein „Tagged PDF“)."),
    "no_headings": _("Ein langer Text ohne Überschriften: Bitte nehmen Sie Formatvorlagen, keine fette Schrift."),
    "no_alt": _("Bilder haben keinen Alternativtext."),
    "no_language": _("Die Sprache des Textes ist nicht angegeben."),
    "no_title": _("Das Dokument hat keinen Titel in seinen Eigenschaften."),
}
CLOSED_BY = {"no_text", "untagged"}  # these close a file to a screen reader, the others make it hard


class FileText(models.Model):
    """What could be read of one stored file."""

    class State(models.TextChoices):
        READ = "read", _("gelesen")
        EMPTY = "empty", _("ohne Text")
        FAILED = "failed", _("nicht lesbar")

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="text")
    file_hash = models.CharField(max_length=40)  # of the file that was read: a new file is read anew
    reader = models.PositiveSmallIntegerField(default=0)  # library.extraction.GENERATION that read it
    state = models.CharField(max_length=8, choices=State)
    pages = models.JSONField(default=list)  # one text a page, within the reader's limits; a DOCX is one page
    page_count = models.PositiveIntegerField(null=True)  # of the file, also of one longer than what is read
    has_page_numbers = models.BooleanField(default=False)
    problem = models.CharField(max_length=200, blank=True)  # in words for the owner
    barriers = models.JSONField(default=list)  # keys of BARRIERS
    is_accessible = models.BooleanField(null=True)  # whether a screen reader gets at it; None: could not be told

    class Meta:
        verbose_name = _("Text einer Datei")

    def __str__(self) -> str:
        return f"{self.file}: {self.get_state_display()}"

    @property
    def length(self) -> int | None:
        """Pages that one can turn to; a DOCX has none."""
        return (self.page_count or len(self.pages)) if self.has_page_numbers else None

    @property
    def is_cut(self) -> bool:
        """Whether the file goes on behind what is searched."""
        return bool(self.page_count and self.page_count > len(self.pages) > 0)

    @property
    def barriers_in_words(self) -> Sequence[Promise]:
        return [BARRIERS[barrier] for barrier in self.barriers]
