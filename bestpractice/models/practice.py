"""A practice: what a district tried, what it took, and how it went."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Page

from bestpractice.forms import PracticeForm
from core.models import BasePage
from regions.models import District
from vocabulary.models import TargetGroup, Topic

TEXT = ["bold", "ol", "ul", "link"]


class PracticeTag(TaggedItemBase):
    """A free tag on a practice."""

    content_object = ParentalKey("bestpractice.PracticePage", on_delete=models.CASCADE, related_name="tagged_items")


class PracticePage(BasePage):
    """A Praxisbeispiel. The short form is enough to publish; the rest is added when it pays."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("geplant")
        RUNNING = "running", _("läuft")
        FINISHED = "finished", _("abgeschlossen")

    summary = models.TextField(
        _("Kurz gesagt"),
        max_length=300,
        blank=True,
        help_text=_("Ein oder zwei Sätze für Listen und Treffer."),
    )
    starting_point = RichTextField(
        _("Woran es gefehlt hat"), features=TEXT, help_text=_("Was war der Anlass? Wer hatte welches Problem?")
    )
    what_we_did = RichTextField(
        _("So geht es"), features=TEXT, help_text=_("Was haben Sie getan, mit wem, in welcher Reihenfolge?")
    )
    what_it_took = RichTextField(
        _("Was es gebraucht hat"),
        features=TEXT,
        help_text=_("Zeit, Geld, Räume, Zusagen: auch ungefähre Angaben helfen."),
    )
    contact = models.CharField(
        _("Kontakt"),
        max_length=200,
        help_text=_("Eine Stelle oder ein Funktionspostfach, kein Name: Das Beispiel überdauert die Person."),
    )

    what_did_not_work = RichTextField(_("Was nicht geklappt hat"), features=TEXT, blank=True)
    conditions = RichTextField(_("Was es braucht, damit es trägt"), features=TEXT, blank=True)
    results = RichTextField(_("Was es gebracht hat"), features=TEXT, blank=True)
    transfer_tips = RichTextField(_("Tipps für andere"), features=TEXT, blank=True)
    status = models.CharField(_("Stand"), max_length=10, choices=Status, default=Status.RUNNING)
    since = models.DateField(_("seit"), null=True, blank=True)
    until = models.DateField(_("bis"), null=True, blank=True)
    staff = models.CharField(_("Personal"), max_length=60, blank=True, help_text=_("Zum Beispiel: ½ Stelle"))
    cost_per_year = models.PositiveIntegerField(_("Kosten im Jahr in Euro"), null=True, blank=True)
    key_result = models.CharField(
        _("Ergebnis in Kürze"), max_length=60, blank=True, help_text=_("Zum Beispiel: 21 → 3 Tage Wartezeit")
    )
    image = models.ForeignKey(
        "core.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Bild")
    )

    topics = ParentalManyToManyField(Topic, related_name="practices", blank=True, verbose_name=_("Themen"))
    target_groups = ParentalManyToManyField(
        TargetGroup, related_name="practices", blank=True, verbose_name=_("Zielgruppen")
    )
    tags = ClusterTaggableManager(through=PracticeTag, blank=True, verbose_name=_("Schlagwörter"))

    short_panels: ClassVar = [
        TitleFieldPanel("title", help_text=_("Was es ist, in einer Zeile: „Dolmetscherpool für Elterngespräche“.")),
        FieldPanel("summary"),
        FieldPanel("starting_point"),
        FieldPanel("what_we_did"),
        FieldPanel("what_it_took"),
        FieldPanel("contact"),
    ]
    full_panels: ClassVar = [
        FieldRowPanel([FieldPanel("status"), FieldPanel("since"), FieldPanel("until")]),
        FieldRowPanel([FieldPanel("staff"), FieldPanel("cost_per_year"), FieldPanel("key_result")]),
        FieldPanel("what_did_not_work"),
        FieldPanel("conditions"),
        FieldPanel("results"),
        FieldPanel("transfer_tips"),
        FieldPanel("image"),
    ]
    finding_panels: ClassVar = [
        FieldPanel("topics"),
        FieldPanel("target_groups"),
        FieldPanel("tags"),
        MultiFieldPanel([FieldPanel("slug")], heading=_("Adresse"), classname="collapsed"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(short_panels, heading=_("Kurzmeldung")),
            ObjectList(full_panels, heading=_("Ausführlich")),
            ObjectList(finding_panels, heading=_("Gefunden werden")),
        ],
        base_form_class=PracticeForm,
    )
    settings_panels: ClassVar = Page.settings_panels
    section = "/praxis/"
    parent_page_types: ClassVar = ["directory.DistrictPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "bestpractice/practice_page.html"

    class Meta:
        verbose_name = _("Praxisbeispiel")
        verbose_name_plural = _("Praxisbeispiele")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from bestpractice.queries import practice_context

        return {**super().get_context(request, *args, **kwargs), **practice_context(self)}

    @property
    def lead(self) -> str:
        return self.summary or self.search_description

    @cached_property
    def district(self) -> District:
        """The district below whose page this practice hangs."""
        return District.objects.select_related("page", "post").get(
            page__path=self.path[: len(self.path) - self.steplen]
        )
