"""A dossier: an editor's way through a theme, with what to read in which order and why."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from core.models import BasePage
from directory.models import Offer
from library.panels import MissingEntriesPanel
from vocabulary.models import Topic

TEXT = ["bold", "ol", "ul", "link"]


class DossierPage(BasePage):
    """Belongs to the association or the Land below whose page it hangs."""

    summary = models.TextField(
        _("Kurz gesagt"), max_length=300, help_text=_("Ein oder zwei Sätze für Listen und Treffer: für wen und wozu.")
    )
    intro = RichTextField(_("Einleitung"), features=TEXT, blank=True)
    topics = ParentalManyToManyField(Topic, related_name="dossiers", blank=True, verbose_name=_("Themen"))

    content_panels: ClassVar = [
        TitleFieldPanel(
            "title", help_text=_("Das Thema in einer Zeile: „Kita-Plätze finden, die es noch nicht gibt“.")
        ),
        FieldPanel("summary"),
        FieldPanel("intro"),
        MissingEntriesPanel(),
        InlinePanel(
            "entries",
            heading=_("Was zu lesen ist"),
            label=_("Eintrag"),
            help_text=_("In der Reihenfolge, in der man es lesen sollte. Je Eintrag eines: Seite, Angebot oder Link."),
        ),
        FieldPanel("topics"),
    ]
    promote_panels: ClassVar = [FieldPanel("slug")]
    section = "/bibliothek/"
    parent_page_types: ClassVar = ["directory.AssociationPage", "directory.LandPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/dossier_page.html"

    class Meta:
        verbose_name = _("Dossier")
        verbose_name_plural = _("Dossiers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library.dossiers import dossier_context

        return {**super().get_context(request, *args, **kwargs), **dossier_context(self)}

    @property
    def lead(self) -> str:
        return self.summary


class DossierEntry(Orderable):
    """One step of the way: a page, an offer or a link, and why to read it. What it points at may go: it stays, empty.

    A foreign key and not a number in JSON, so that nothing points at what is gone; `was` says what stood there.
    """

    dossier = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="entries")
    heading = models.CharField(
        _("Zwischenüberschrift davor"), max_length=120, blank=True, help_text=_("Beginnt einen neuen Abschnitt.")
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dossier_entries",
        verbose_name=_("Praxisbeispiel oder Material"),
    )
    offer = models.ForeignKey(
        Offer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dossier_entries",
        verbose_name=_("Angebot"),
    )
    link = models.URLField(_("Link"), blank=True)
    link_title = models.CharField(_("Titel des Links"), max_length=160, blank=True)
    why = models.CharField(
        _("Warum lesen"), max_length=300, blank=True, help_text=_("Ein Satz, der die Reihenfolge erklärt.")
    )
    was = models.CharField(max_length=255, blank=True, editable=False)  # the title, for the editor once it is gone

    panels: ClassVar = [
        FieldPanel("heading"),
        PageChooserPanel("page", ["bestpractice.PracticePage", "library.MaterialPage"]),
        FieldPanel("offer"),
        FieldRowPanel([FieldPanel("link"), FieldPanel("link_title")]),
        FieldPanel("why"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Eintrag im Dossier")
        verbose_name_plural = _("Einträge in Dossiers")

    def __str__(self) -> str:
        return self.link_title or self.was

    @property
    def is_gone(self) -> bool:
        """Whether what it pointed at was deleted."""
        return bool(self.was) and not (self.page_id or self.offer_id or self.link)

    def clean(self) -> None:
        given = [name for name in ("page", "offer", "link") if getattr(self, name)]
        if len(given) > 1:
            raise ValidationError({given[1]: _("Bitte nur eines: eine Seite, ein Angebot oder einen Link.")})
        if not given and not self.is_gone:
            raise ValidationError(
                {"page": _("Bitte wählen Sie eine Seite oder ein Angebot, oder geben Sie einen Link an.")}
            )
        if self.link and not self.link_title:
            raise ValidationError({"link_title": _("Bitte geben Sie dem Link einen Titel.")})
        self.was = str(self.page or self.offer or self.link_title or self.was)[:255]
