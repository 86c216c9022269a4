"""How an entry says that it is still true. Editing is not checking."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHECK_EVERY = dt.timedelta(days=182)  # half a year
GRACE = dt.timedelta(days=60)  # two missed monthly reminders; then the page says so


def first_check() -> dt.date:
    return timezone.localdate() + CHECK_EVERY


class CheckedEntry(models.Model):
    """Checked on, by whom (a function, not a name), and when next."""

    checked_on = models.DateField(_("zuletzt geprüft"), null=True, blank=True, editable=False)
    checked_by = models.CharField(_("geprüft durch"), max_length=120, blank=True, editable=False)
    next_check_on = models.DateField(_("nächste Prüfung"), default=first_check, editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def unconfirmed_since(self) -> dt.date | None:
        """Since when the public is told that nobody confirmed this; None while it is fine."""
        return self.next_check_on if self.next_check_on + GRACE <= timezone.localdate() else None

    def confirm(self, by: str) -> None:
        """Somebody looked and it is true. Changes nothing but the dates."""
        self.checked_on = timezone.localdate()
        self.checked_by = by
        self.next_check_on = self.checked_on + CHECK_EVERY
        self.save(update_fields=["checked_on", "checked_by", "next_check_on"])
