"""The daily job: one bundled mail to each actor and each person whose entries need a look, and never the same twice."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import Notice, Role, User
from core.outbox import queue_mail
from directory.checking import mails
from directory.checking.due import Call, Reason, untold
from directory.entries import district_of, kind_of, organisation_of
from directory.models import Post
from directory.models.verification import NoReminders, Reminder

logger = logging.getLogger(__name__)

ROWS = 500  # reminders in one statement: SQLite in old builds takes 999 parameters


def remind() -> int:
    """Tells everybody what waits for them; returns how many mails were queued.

    Each recipient's reminders and mail are one transaction. Whoever else runs at the same time, or has run before,
    holds the reminders' unique rows: then nothing is sent here.
    """
    on = timezone.localdate()
    stopped = _stopped_organisations()
    by_address: dict[str, list[Call]] = defaultdict(list)
    by_district: dict[str, list[Call]] = defaultdict(list)
    for call in untold(on):
        address = _address(call, stopped)
        if address and call.reason == Reason.DUE and call.number < 3:
            by_address[address].append(call)
        else:
            by_district[district_of(call.entry).ags].append(call)
    posts = {post.district_id: post for post in Post.objects.exclude(mailbox="").select_related("district")}
    sent = 0
    for address, calls in by_address.items():
        if _is_time(calls):
            sent += _ask_actor(address, calls, on, posts.get(district_of(calls[0].entry).ags))
    return sent + _tell_districts({ags: calls for ags, calls in by_district.items() if _is_time(calls)}, on)


def _is_time(calls: Iterable[Call]) -> bool:
    """Whether anything is due by itself; the others only ride with it."""
    return any(not call.waits for call in calls)


def _stopped_organisations() -> dict[int, str]:
    return dict(NoReminders.objects.exclude(organisation=None).values_list("organisation", "address"))


def _address(call: Call, stopped: dict[int, str]) -> str:
    """The address on file, as long as it wants mails."""
    organisation = organisation_of(call.entry)
    if organisation is None:
        return ""
    address = organisation.keeper.lower()
    return "" if stopped.get(organisation.pk) == address else address


def _ask_actor(address: str, calls: list[Call], on: dt.date, post: Post | None) -> int:
    try:
        with transaction.atomic():
            _note(calls, Reminder.To.ACTOR, on)
            queue_mail(address, *mails.to_actor([call.entry for call in calls], on, post))
    except IntegrityError:
        logger.info("Somebody else has asked %s entries already", len(calls))
        return 0
    return 1


def _tell_districts(by_district: dict[str, list[Call]], on: dt.date) -> int:
    """One mail a person, also to one who acts for several districts. Where nobody acts, it waits for who comes."""
    roles = Role.objects.active().filter(district__in=by_district, user__is_active=True).select_related("user")
    people: dict[User, list[Call]] = defaultdict(list)
    reached = sorted({(str(role.district_id), role.user_id, role.user) for role in roles}, key=lambda found: found[:2])
    for ags, _pk, user in reached:
        people[user] += by_district[ags]
    told = [call for ags in sorted({ags for ags, *_user in reached}) for call in by_district[ags]]
    silent = set(NoReminders.objects.exclude(user=None).values_list("user", flat=True))
    try:
        with transaction.atomic():
            _note(told, Reminder.To.DISTRICT, on)
            _show_missed(people)
            wanted = {user: calls for user, calls in people.items() if user.pk not in silent}
            for user, calls in wanted.items():
                queue_mail(user.email, *mails.to_person(user, calls))
    except IntegrityError:
        logger.info("Somebody else has told the districts already")
        return 0
    return len(wanted)


def _note(calls: list[Call], to: Reminder.To, on: dt.date) -> None:
    rows = [
        Reminder(
            **{f"{kind_of(call.entry)}_id": call.entry.pk},
            reason=call.reason,
            round=call.round,
            number=call.number,
            to=to,
            on=on,
        )
        for call in calls
    ]
    Reminder.objects.bulk_create(rows, batch_size=ROWS)


def _show_missed(people: dict[User, list[Call]]) -> None:
    """A notice on the home of everybody in the district, also of those who want no mails."""
    notices = []
    for user, calls in people.items():
        count = sum(call.reason == Reason.DUE and call.number == 3 for call in calls)
        if count:
            text = ngettext(
                "Ein Eintrag wurde zweimal nicht bestätigt.",
                "%(count)s Einträge wurden zweimal nicht bestätigt.",
                count,
            )
            notices.append(Notice(user=user, text=text % {"count": count}, url=reverse("todo_list")))
    Notice.objects.bulk_create(notices)
