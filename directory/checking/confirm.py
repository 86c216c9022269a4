"""The acts behind mailed links: still true, no longer there, a new link, no more mails. Each act counts once."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notify import notify, people_of_district
from core.models import OutgoingMail
from core.outbox import queue_mail
from directory.checking import mails
from directory.checking.links import Link, State, read_all_link, read_entry_link
from directory.entries import actor, district_of, kind_of, organisation_of
from directory.models import Organisation
from directory.models.freshness import Way
from directory.models.verification import NoReminders

AGAIN_AFTER = dt.timedelta(minutes=10)  # whoever clicks "new link" again and again fills nobody's mailbox


@transaction.atomic
def confirm_by_link(token: str) -> Link | None:
    """Confirms the entry if the link still counts. Of two clicks at once the second finds the link used."""
    link = read_entry_link(token, lock=True)
    if link is not None and link.state is State.OPEN:
        link.entry.confirm(by=actor(), way=Way.MAIL)
    return link


@transaction.atomic
def report_gone_by_link(token: str) -> Link | None:
    """Tells the district's people that the entry's own actor says it is no more. Nothing is deleted."""
    link = read_entry_link(token, lock=True)
    if link is not None and link.state is State.OPEN:
        link.entry.report_gone(by=actor(), way=Way.MAIL)
        notify(
            people_of_district(district_of(link.entry).ags),
            _("„%(entry)s“ gibt es laut Einrichtung nicht mehr.") % {"entry": link.entry},
            url=reverse(f"{kind_of(link.entry)}:edit", args=[link.entry.pk]),
        )
    return link


@transaction.atomic
def confirm_all_by_link(token: str) -> int:
    """Confirms what of the mail's entries is still open; returns how many."""
    links = [link for link in read_all_link(token, lock=True) or () if link.state is State.OPEN]
    for link in links:
        link.entry.confirm(by=actor(), way=Way.MAIL)
    return len(links)


def may_renew(link: Link) -> bool:
    """Whether there is anything left to confirm, and an address on file to send a new link to."""
    organisation = organisation_of(link.entry)
    is_due = link.entry.next_check_on <= timezone.localdate()
    return link.state in (State.EXPIRED, State.SUPERSEDED) and is_due and bool(organisation and organisation.keeper)


@transaction.atomic
def send_new_link(token: str) -> None:
    """To the address on file, whoever asks; not again while one is on its way."""
    link = read_entry_link(token)
    if link is None or not may_renew(link):
        return
    organisation = organisation_of(link.entry)
    assert organisation is not None  # whom may_renew found
    recently = OutgoingMail.objects.filter(created_at__gt=timezone.now() - AGAIN_AFTER)
    if not recently.filter(to__iexact=organisation.keeper).exists():
        queue_mail(organisation.keeper, *mails.new_link(link.entry))


@transaction.atomic
def stop(user: User | None, organisations: list[Organisation]) -> None:
    """No more bundled mails to a person, or to the address on file of organisations."""
    if user is not None:
        NoReminders.objects.get_or_create(user=user)
    for organisation in organisations:
        NoReminders.objects.update_or_create(
            organisation=organisation, defaults={"address": organisation.keeper.lower(), "since": timezone.localdate()}
        )


@transaction.atomic
def resume(user: User | None, organisations: list[Organisation]) -> None:
    if user is not None:
        NoReminders.objects.filter(user=user).delete()
    NoReminders.objects.filter(organisation__in=organisations).delete()


def is_stopped(user: User | None, organisations: list[Organisation]) -> bool:
    if user is not None:
        return NoReminders.objects.filter(user=user).exists()
    stopped = dict(NoReminders.objects.filter(organisation__in=organisations).values_list("organisation", "address"))
    return all(stopped.get(found.pk) == found.keeper.lower() for found in organisations)
