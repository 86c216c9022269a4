"""What a practice needs of a district, said so that a figure can answer it where there is one."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from bestpractice.models.practice import PracticePage
from vocabulary.models import Topic


class Requirement(Orderable):
    """What must be true of a district so that the practice can work there; seen by whoever may read `conditions`.

    A topic that is no longer there leaves the requirement to the people who read it.
    """

    class Measure(models.TextChoices):
        WORDS = "words", _("nur in Worten")
        COUNTY = "county", _("ist ein Landkreis")
        CITY = "city", _("ist eine kreisfreie Stadt")
        POPULATION_MIN = "population_min", _("mindestens so viele Einwohner:innen")
        POPULATION_MAX = "population_max", _("höchstens so viele Einwohner:innen")
        DENSITY_MIN = "density_min", _("mindestens so viele Einwohner:innen je km²")
        DENSITY_MAX = "density_max", _("höchstens so viele Einwohner:innen je km²")
        FOREIGN_SHARE_MIN = "foreign_share_min", _("mindestens so viel Prozent ohne deutschen Pass")
        FOREIGN_SHARE_MAX = "foreign_share_max", _("höchstens so viel Prozent ohne deutschen Pass")
        OFFERS = "offers", _("es gibt Angebote zum Thema")

    # The bounds that make sense, smallest and largest; what is outside is a slip of the hand.
    RANGES: ClassVar[dict[str, tuple[int, int]]] = {
        Measure.POPULATION_MIN: (1_000, 5_000_000),
        Measure.POPULATION_MAX: (1_000, 5_000_000),
        Measure.DENSITY_MIN: (1, 10_000),
        Measure.DENSITY_MAX: (1, 10_000),
        Measure.FOREIGN_SHARE_MIN: (0, 100),
        Measure.FOREIGN_SHARE_MAX: (0, 100),
    }

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="requirements")
    measure = models.CharField(
        _("Woran es sich zeigt"),
        max_length=20,
        choices=Measure,
        default=Measure.WORDS,
        help_text=_(
            "Was sich prüfen lässt, wird für jeden Kreis geprüft, der das Beispiel liest: „mindestens so viele "
            "Einwohner:innen“ mit der Grenze 80000, oder „es gibt Angebote zum Thema“ mit dem Thema Sprachmittlung."
        ),
    )
    bound = models.DecimalField(
        _("Grenze"), max_digits=10, decimal_places=1, null=True, blank=True, help_text=_("Nur für Zahlen: 80000")
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Thema"),
        help_text=_("Nur für Angebote"),
    )
    text = models.CharField(
        _("In Worten"),
        max_length=200,
        blank=True,
        help_text=_("Warum, oder was keine Zahl sagt: „Das Jugendamt sitzt von Anfang an mit am Tisch.“"),
    )

    panels: ClassVar = [
        FieldPanel("measure"),
        FieldRowPanel([FieldPanel("bound"), FieldPanel("topic")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Voraussetzung")
        verbose_name_plural = _("Voraussetzungen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(measure__in=["words", "county", "city", "offers"]) | Q(bound__isnull=False),
                name="bestpractice_figure_has_bound",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} ({self.text})" if self.text and self.claim != self.text else self.claim

    def clean(self) -> None:
        """A bound where a figure is compared, a topic where offers are counted, words where there is neither."""
        wrong: dict[str, Any] = {}
        if self.measure in self.RANGES:
            if problem := self._problem_of_bound():
                wrong["bound"] = problem
        else:
            self.bound = None
        if self.measure == self.Measure.OFFERS:
            if self.topic is None:
                wrong["topic"] = gettext("Bitte wählen Sie das Thema, zu dem es Angebote geben muss.")
        else:
            self.topic = None
        if self.measure == self.Measure.WORDS and not self.text:
            wrong["text"] = gettext("Bitte schreiben Sie die Voraussetzung in Worten, oder wählen Sie etwas Messbares.")
        if wrong:
            raise ValidationError(wrong)

    def _problem_of_bound(self) -> str:
        if self.bound is None:
            return gettext("Bitte geben Sie die Grenze als Zahl an, zum Beispiel 80000.")
        least, most = self.RANGES[self.measure]
        if not least <= self.bound <= most:
            return gettext("Bitte prüfen Sie die Grenze: Sinnvoll sind Werte von {least} bis {most}.").format(
                least=number_format(least, force_grouping=True), most=number_format(most, force_grouping=True)
            )
        return ""

    @property
    def claim(self) -> str:
        """The requirement as a reader says it: "mindestens 80.000 Einwohner:innen"."""
        measure = self.Measure
        words = {
            measure.COUNTY: gettext("ein Landkreis"),
            measure.CITY: gettext("eine kreisfreie Stadt"),
            measure.POPULATION_MIN: gettext("mindestens {bound} Einwohner:innen"),
            measure.POPULATION_MAX: gettext("höchstens {bound} Einwohner:innen"),
            measure.DENSITY_MIN: gettext("mindestens {bound} Einwohner:innen je km²"),
            measure.DENSITY_MAX: gettext("höchstens {bound} Einwohner:innen je km²"),
            measure.FOREIGN_SHARE_MIN: gettext("mindestens {bound} % ohne deutschen Pass"),
            measure.FOREIGN_SHARE_MAX: gettext("höchstens {bound} % ohne deutschen Pass"),
        }.get(measure(self.measure))
        if words:
            return words.format(bound=_without_noughts(self.bound))
        if self.measure == measure.OFFERS and self.topic:
            return gettext("Angebote zum Thema {topic} im Kreis").format(topic=self.topic.name)
        return self.text or gettext("ohne Angabe")


def _without_noughts(bound: Decimal | float | None) -> str:
    """ "80.000", not "80.000,0"; "7,5"."""
    if bound is None:
        return ""
    value = Decimal(bound)
    places = 0 if value == value.to_integral_value() else 1
    return number_format(value, places, force_grouping=True)
