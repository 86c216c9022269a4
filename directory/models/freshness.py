"""How an entry says that it is still true. Editing is not checking."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from directory.models.verification import Verification

CHECK_EVERY = dt.timedelta(days=182)  # half a year
REMIND_EVERY = dt.timedelta(days=30)
GRACE = 2 * REMIND_EVERY  # two missed reminders; then the page says so


def first_check() -> dt.date:
    return timezone.localdate() + CHECK_EVERY


class Way(models.TextChoices):
    """By which way somebody said that an entry is still true."""

    ADMIN = "admin", _("in der Verwaltung")
    MAIL = "mail", _("über den Link aus der Mail")


class CheckedEntry(models.Model):
    """Checked on, by whom (a function, not a name), and when next: what the last of its verifications said.

    `next_check_on` also names the round that is running: whoever was asked in it, was asked about this date.
    """

    checked_on = models.DateField(_("zuletzt geprüft"), null=True, blank=True, editable=False)
    checked_by = models.CharField(_("geprüft durch"), max_length=120, blank=True, editable=False)
    next_check_on = models.DateField(_("nächste Prüfung"), default=first_check, editable=False, db_index=True)

    if TYPE_CHECKING:
        verifications: RelatedManager[Verification]

    class Meta:
        abstract = True

    @property
    def unconfirmed_since(self) -> dt.date | None:
        """Since when the public is told that nobody confirmed this; None while it is fine."""
        return self.next_check_on if self.next_check_on + GRACE <= timezone.localdate() else None

    @transaction.atomic
    def confirm(self, by: str, way: Way = Way.ADMIN) -> None:
        """Somebody looked and it is true. Changes nothing but the dates, and notes who looked as a verification."""
        self.verifications.create(round=self.next_check_on, by=by, way=way)
        self.checked_on = timezone.localdate()
        self.checked_by = by
        self.next_check_on = self.checked_on + CHECK_EVERY
        self.save(update_fields=["checked_on", "checked_by", "next_check_on"])

    def report_gone(self, by: str, way: Way) -> None:
        """Who keeps the entry says that it no longer exists. The district decides: nothing changes in the entry."""
        self.verifications.create(round=self.next_check_on, by=by, way=way, is_true=False)
