"""When an offer takes place, as a calendar understands it: every week on a weekday, or on one date."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.models.offer import Offer
from directory.models.row import EntryRow


class Schedule(EntryRow):
    """A weekly time (within the offer's first and last day) or a single date; HSDS calls both schedule."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Montag")
        TUESDAY = 1, _("Dienstag")
        WEDNESDAY = 2, _("Mittwoch")
        THURSDAY = 3, _("Donnerstag")
        FRIDAY = 4, _("Freitag")
        SATURDAY = 5, _("Samstag")
        SUNDAY = 6, _("Sonntag")

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="schedules", verbose_name=_("Angebot"))
    weekday = models.PositiveSmallIntegerField(_("jede Woche am"), choices=Weekday, null=True, blank=True)
    date = models.DateField(_("oder nur am"), null=True, blank=True)
    opens_at = models.TimeField(_("von"), null=True, blank=True)
    closes_at = models.TimeField(_("bis"), null=True, blank=True)
    note = models.CharField(_("Hinweis"), max_length=120, blank=True)

    class Meta(EntryRow.Meta):
        verbose_name = _("Zeit")
        verbose_name_plural = _("Zeiten")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=True, date__isnull=False) | Q(weekday__isnull=False, date__isnull=True),
                name="directory_schedule_weekday_or_date",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(opens_at__lt=F("closes_at")),
                name="directory_schedule_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        day = date_format(self.date, "j. F Y") if self.date else self.get_weekday_display()
        opens, closes = (time_format(time) if time else "" for time in (self.opens_at, self.closes_at))
        if opens and closes:
            hours = _now("%(opens)s bis %(closes)s Uhr") % {"opens": opens, "closes": closes}
        else:
            hours = _now("ab %(opens)s Uhr") % {"opens": opens} if opens else ""
        return ", ".join(part for part in (day, hours, self.note) if part)

    def clean(self) -> None:
        if (self.weekday is None) == (self.date is None):
            raise ValidationError({"date": _("Bitte entweder einen Wochentag oder ein Datum angeben.")})
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("Das Ende liegt vor dem Anfang.")})
