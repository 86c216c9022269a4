"""A material: guide, template, form, law, study, recording; a file or a link."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
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

from core.models import BasePage, StoredFile
from library.panels import TextStatePanel
from vocabulary.models import Language, TargetGroup, Topic


class MaterialTag(TaggedItemBase):
    """A free tag on a material."""

    content_object = ParentalKey("library.MaterialPage", on_delete=models.CASCADE, related_name="tagged_items")


class MaterialPage(BasePage):
    """Belongs to the district, association or Land below whose page it hangs."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Leitfaden")
        TEMPLATE = "template", _("Vorlage")
        FORM = "form", _("Formular")
        LAW = "law", _("Recht und Erlass")
        STUDY = "study", _("Studie")
        RECORDING = "recording", _("Aufzeichnung")

    class Licence(models.TextChoices):
        CC_BY = "CC BY 4.0", "CC BY 4.0"
        CC_BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
        CC0 = "CC0 1.0", "CC0 1.0"
        OFFICIAL = "amtlich", _("amtliches Werk (§ 5 UrhG)")
        OWN = "eigene", _("nur mit Zustimmung nachnutzbar")

    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.GUIDE)
    summary = models.TextField(_("Kurz gesagt"), max_length=400)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="materials", verbose_name=_("Datei")
    )
    link = models.URLField(_("Link"), blank=True)
    source = models.CharField(_("Herausgegeben von"), max_length=160, blank=True)
    licence = models.CharField(_("Lizenz"), max_length=20, choices=Licence, default=Licence.OWN)
    language = models.ForeignKey(
        Language, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sprache")
    )
    edition = models.CharField(_("Stand oder Auflage"), max_length=60, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)
    topics = ParentalManyToManyField(Topic, related_name="materials", blank=True, verbose_name=_("Themen"))
    target_groups = ParentalManyToManyField(
        TargetGroup, related_name="materials", blank=True, verbose_name=_("Zielgruppen")
    )
    tags = ClusterTaggableManager(through=MaterialTag, blank=True, verbose_name=_("Schlagwörter"))

    main_panels: ClassVar = [
        TitleFieldPanel("title", help_text=_("Woran andere das Material erkennen, auch ohne es zu öffnen.")),
        FieldPanel("summary"),
        FieldPanel("kind"),
        FieldPanel("file"),
        TextStatePanel(),
        FieldPanel("link"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("edition")]),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("language"), FieldPanel("valid_until")]),
    ]
    finding_panels: ClassVar = [
        FieldPanel("topics"),
        FieldPanel("target_groups"),
        FieldPanel("tags"),
        MultiFieldPanel([FieldPanel("slug")], heading=_("Adresse"), classname="collapsed"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(main_panels, heading=_("Material")),
            ObjectList(finding_panels, heading=_("Gefunden werden")),
        ]
    )
    section = "/bibliothek/"
    parent_page_types: ClassVar = ["directory.DistrictPage", "directory.AssociationPage", "directory.LandPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/material_page.html"

    class Meta:
        verbose_name = _("Material")
        verbose_name_plural = _("Materialien")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library.queries import material_context

        return {**super().get_context(request, *args, **kwargs), **material_context(self)}

    @property
    def lead(self) -> str:
        return self.summary

    def clean(self) -> None:
        super().clean()
        if not self.file and not self.link:
            raise ValidationError({"file": _("Bitte laden Sie eine Datei hoch oder geben Sie einen Link an.")})
