"""The checks of entries, the reminders that ask for them, and who does not want to be reminded."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.freshness import GRACE, REMIND_EVERY, Way
from directory.models.offer import Offer
from directory.models.organisation import Organisation
from directory.models.post import Post

KINDS = ("organisation", "offer", "post")


class AboutEntry(models.Model):
    """Belongs to exactly one entry, and to one of its rounds: the date on which the entry was to be checked."""

    wagtail_reference_index_ignore = True  # goes with its entry: no use of it that a deletion would have to name

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    round = models.DateField(_("fällig am"))

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, offer__isnull=True, post__isnull=True)
                | Q(organisation__isnull=True, offer__isnull=False, post__isnull=True)
                | Q(organisation__isnull=True, offer__isnull=True, post__isnull=False),
                name="directory_%(class)s_of_one_entry",
            )
        ]

    @property
    def entry(self) -> Organisation | Offer | Post:
        found = self.organisation or self.offer or self.post
        assert found is not None  # the constraint says so
        return found


class Verification(AboutEntry):
    """A look at an entry: when, by which function (never a person's name), and whether it is still true."""

    at = models.DateTimeField(_("geprüft am"), default=timezone.now)
    by = models.CharField(_("geprüft durch"), max_length=120)
    way = models.CharField(_("wie"), max_length=5, choices=Way)
    is_true = models.BooleanField(_("stimmt noch"), default=True)

    class Meta(AboutEntry.Meta):
        verbose_name = _("Prüfung")
        verbose_name_plural = _("Prüfungen")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.entry}: {self.by}, {self.at:%d.%m.%Y}"


class Reminder(AboutEntry):
    """Somebody was told about an entry. Written in the mail's own transaction: the same is never told twice."""

    class Reason(models.TextChoices):
        DUE = "due", _("Prüfung fällig")
        OVER = "over", _("abgelaufen")
        FUNDING = "funding", _("Förderung endet")

    class To(models.TextChoices):
        ACTOR = "actor", _("Einrichtung")
        DISTRICT = "district", _("Kreis")

    reason = models.CharField(_("Anlass"), max_length=7, choices=Reason)
    number = models.PositiveSmallIntegerField(_("die wievielte"))
    to = models.CharField(_("an"), max_length=8, choices=To)
    on = models.DateField(_("am"))

    class Meta(AboutEntry.Meta):
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        constraints: ClassVar = [
            *AboutEntry.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=[kind, "reason", "round", "number"], name=f"directory_reminder_once_{kind}"
                )
                for kind in KINDS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_reason_display()}, {self.number}"


class NoReminders(models.Model):
    """A person or an organisation that wants no mails about what is due. The to-dos stay.

    An organisation's word counts for the address that gave it: a new address on file is asked again.
    """

    wagtail_reference_index_ignore = True  # as above

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="no_reminders"
    )
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, null=True, related_name="no_reminders")
    address = models.EmailField(_("Mailadresse"), blank=True)
    since = models.DateField(_("seit"), default=timezone.localdate)

    class Meta:
        verbose_name = _("Abbestellung")
        verbose_name_plural = _("Abbestellungen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, organisation__isnull=True, address="")
                | Q(user__isnull=True, organisation__isnull=False) & ~Q(address=""),
                name="directory_noreminders_of_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.organisation)


def number_on(due: dt.date, day: dt.date) -> int:
    """Which reminder a round has come to: 0 not due, 1 and 2 while it is asked for, 3 when it was missed twice."""
    if day < due:
        return 0
    return 3 if day >= due + GRACE else 2 if day >= due + REMIND_EVERY else 1
