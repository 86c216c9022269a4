"""A material: guide, template, form, law, study, recording; a file or a link."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
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
from library.forms import MaterialForm
from library.panels import FilePanel, VersionsPanel
from vocabulary.models import Language, TargetGroup, Topic

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from library.models.version import MaterialVersion


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
    what_changed = models.CharField(
        _("Was ist neu?"),
        max_length=200,
        blank=True,
        help_text=_("Ein Satz für alle, die die Fassung davor kennen. Nötig, wenn Sie eine Datei ersetzen."),
    )
    file_since = models.DateField(_("in dieser Fassung seit"), null=True, blank=True, editable=False)
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
        FieldPanel(
            "file",
            help_text=_(
                "Eine neue Fassung? Wählen Sie die neue Datei: Adresse und Angaben bleiben, die Datei davor auch."
            ),
        ),
        FilePanel(),
        FieldRowPanel([FieldPanel("edition"), FieldPanel("what_changed")]),
        FieldPanel("link"),
        FieldPanel("source"),
        VersionsPanel(heading=_("Frühere Fassungen")),
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
    base_form_class = MaterialForm
    section = "/bibliothek/"
    parent_page_types: ClassVar = ["directory.DistrictPage", "directory.AssociationPage", "directory.LandPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/material_page.html"

    if TYPE_CHECKING:
        versions: RelatedManager[MaterialVersion]

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

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail calls this with what becomes public: a public file that is replaced stays as an earlier version."""
        replaced = self._take_over() if self.live and not kwargs.get("update_fields") else None
        super().save(*args, **kwargs)
        if replaced is not None:
            if self.file_id:
                self.versions.filter(file=self.file).delete()  # an earlier one is the present one again
            self.versions.get_or_create(
                file=replaced.file,
                defaults={
                    "edition": replaced.edition,
                    "what_changed": replaced.what_changed,
                    "since": replaced.file_since,
                },
            )

    def _take_over(self) -> "MaterialPage | None":
        """Dates the file; returns the public state whose file it replaces. What was taken down is not kept."""
        public = MaterialPage.objects.filter(pk=self.pk, live=True).first()
        if public is not None and public.file_id == self.file_id:
            self.file_since = public.file_since
            return None
        self.file_since = timezone.localdate() if self.file_id else None
        return public if public is not None and public.file_id else None

    @property
    def is_out_of_date(self) -> bool:
        return bool(self.valid_until and self.valid_until < timezone.localdate())
