"""What a practice lists: its steps, indicators, pictures and materials, in the author's order."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from bestpractice.models.practice import PracticePage


class PracticeStep(Orderable):
    """One step on the way, and when it was taken."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("Schritt"), max_length=120)
    when = models.CharField(_("Wann"), max_length=60, blank=True, help_text=_("Zum Beispiel: 1. bis 3. Monat"))
    description = models.TextField(_("Was dabei zu tun ist"), max_length=1000, blank=True)

    panels: ClassVar = [FieldRowPanel([FieldPanel("title"), FieldPanel("when")]), FieldPanel("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("Schritt")
        verbose_name_plural = _("Schritte")

    def __str__(self) -> str:
        return self.title


class Indicator(Orderable):
    """A result in figures. Values are words, because "21 bis 25" is a figure too."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("Was gemessen wurde"), max_length=120, help_text=_("Zum Beispiel: Wartezeit"))
    before = models.CharField(_("vorher"), max_length=40, blank=True)
    value = models.CharField(_("Wert"), max_length=40)
    unit = models.CharField(_("Einheit"), max_length=40, blank=True, help_text=_("Zum Beispiel: Tage"))
    how_measured = models.CharField(
        _("Wie gemessen"), max_length=200, blank=True, help_text=_("Zum Beispiel: Auswertung der Anfragen 2025")
    )

    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("before"), FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("how_measured"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Kennzahl")
        verbose_name_plural = _("Kennzahlen")

    def __str__(self) -> str:
        return f"{self.name}: {self.value} {self.unit}".strip()


class PracticePicture(Orderable):
    """A picture with what it shows in words, for whoever can't see it."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey("core.Picture", on_delete=models.CASCADE, related_name="+", verbose_name=_("Bild"))
    alt_text = models.CharField(
        _("Was zu sehen ist"), max_length=200, help_text=_("Für alle, die das Bild nicht sehen: ein Satz genügt.")
    )
    caption = models.CharField(_("Bildunterschrift"), max_length=200, blank=True)

    panels: ClassVar = [FieldPanel("picture"), FieldPanel("alt_text"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")

    def __str__(self) -> str:
        return self.alt_text


class PracticeMaterial(Orderable):
    """A material of the library that helps whoever follows. The library stands above: it is known here by its page."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="materials")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("Material"))

    panels: ClassVar = [PageChooserPanel("page", "library.MaterialPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("Material zum Praxisbeispiel")
        verbose_name_plural = _("Materialien zum Praxisbeispiel")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "page"], name="bestpractice_material_once")
        ]

    def __str__(self) -> str:
        return str(self.page)
