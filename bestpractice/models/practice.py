"""A practice: what a district tried, what it took, and how it went."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Page, PagePermissionTester

from bestpractice import form_screens, missing
from core.models import BasePage
from regions.models import Association, District, Municipality
from vocabulary.models import TargetGroup, Topic

if TYPE_CHECKING:
    from bestpractice.models.edition import Edition

TEXT = ["bold", "ol", "ul", "link"]
NOT_NEGATIVE = MinValueValidator(0)


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

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("Gemeinde"),
        help_text=_("Nur, wenn es nicht der Kreis selbst macht: Dann begutachtet der Verband der Gemeinden."),
    )
    goals = RichTextField(_("Was erreicht werden soll"), features=TEXT, blank=True)
    partners = RichTextField(_("Wer mitmacht"), features=TEXT, blank=True)
    funding = RichTextField(_("Wie es bezahlt wird"), features=TEXT, blank=True)
    legal_basis = RichTextField(_("Rechtsgrundlage"), features=TEXT, blank=True)
    results = RichTextField(_("Was es gebracht hat"), features=TEXT, blank=True)
    evaluation = RichTextField(_("Wie es ausgewertet wurde"), features=TEXT, blank=True)
    what_did_not_work = RichTextField(_("Was nicht geklappt hat"), features=TEXT, blank=True)
    conditions = RichTextField(_("Was es braucht, damit es trägt"), features=TEXT, blank=True)
    lessons_are_public = models.BooleanField(
        _("Auch öffentlich zeigen"),
        default=False,
        help_text=_(
            "Was nicht geklappt hat und was es braucht, lesen sonst nur Mitglieder des Netzes. Entscheiden Sie das mit "
            "Ihrer Leitung."
        ),
    )
    transfer_tips = RichTextField(_("Tipps für andere"), features=TEXT, blank=True)
    adapted_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("Angelehnt an"),
        help_text=_("Das Praxisbeispiel eines anderen Kreises, von dem Sie ausgegangen sind."),
    )
    status = models.CharField(_("Stand"), max_length=10, choices=Status, default=Status.RUNNING)
    since = models.DateField(_("seit"), null=True, blank=True)
    until = models.DateField(_("bis"), null=True, blank=True)
    staff = models.CharField(_("Personal"), max_length=60, blank=True, help_text=_("Zum Beispiel: ½ Stelle"))
    staff_hours = models.DecimalField(
        _("Stunden in der Woche"), max_digits=5, decimal_places=1, null=True, blank=True, validators=[NOT_NEGATIVE]
    )
    staff_fte = models.DecimalField(
        _("Stellenanteil"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
        help_text=_("In Vollzeitstellen: 0,5 ist eine halbe Stelle."),
    )
    cost_once = models.PositiveIntegerField(_("Einmalige Kosten in Euro"), null=True, blank=True)
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

    edit_handler = form_screens.edit_handler
    settings_panels: ClassVar = Page.settings_panels
    section = "/praxis/"
    parent_page_types: ClassVar = ["directory.DistrictPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "bestpractice/practice_page.html"

    class Meta:
        verbose_name = _("Praxisbeispiel")
        verbose_name_plural = _("Praxisbeispiele")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from accounts.rights import is_member
        from bestpractice.fit.queries import fit_context
        from bestpractice.ledger.page import practice_ledger
        from bestpractice.queries import practice_context

        if self.pk:  # the page reads them, and so does what programs are told of it
            prefetch_related_objects([self], "steps", "pictures__picture")
        return {
            **super().get_context(request, *args, **kwargs),
            **practice_context(self, for_member=is_member(request.user)),
            **practice_ledger(self, request.user),
            **fit_context(self, request.user, asked=request.GET.get("district", "")),
        }

    def missing_to_publish(self) -> list[str]:
        return [gap.label for gap in missing.for_publishing(self)]

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        from bestpractice.permissions import PracticePermissions

        return PracticePermissions(user, self)

    @property
    def lead(self) -> str:
        return self.summary or self.search_description

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What a member reads is not kept for others, neither by a proxy nor by the next at the same screen."""
        from accounts.rights import is_member

        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        if is_member(request.user):
            patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    @cached_property
    def district(self) -> District:
        """The district below whose page this practice hangs."""
        return District.objects.select_related("page", "post").get(
            page__path=self.path[: len(self.path) - self.steplen]
        )

    @cached_property
    def edition(self) -> "Edition | None":
        """What is published now, counted; None before the first publishing."""
        return self.editions.last() if self.pk else None

    @property
    def associations(self) -> QuerySet[Association]:
        """Who may recommend it: the associations of the body whose practice it is, a municipality or the district."""
        of_body: QuerySet[Association] = (self.municipality or self.district).associations.all()
        return of_body
