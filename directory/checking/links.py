"""The links that mails carry: signed, for one entry in one round or for one mail, bound to the address on file."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import User
from directory.entries import KINDS, READ_WITH, Entry, kind_of, organisation_of
from directory.models import Organisation
from directory.models.verification import Reminder, Verification

SALT = "directory.checking.entry"
ALL_SALT = "directory.checking.mail"
STOP_SALT = "directory.checking.stop"
VALID_FOR = dt.timedelta(days=120)  # twice as long as an entry is asked for


class State(Enum):
    """What has become of a link."""

    OPEN = auto()
    USED = auto()
    EXPIRED = auto()
    SUPERSEDED = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A link that came back: to which entry, whether it still counts, and what was said in its round."""

    entry: Entry
    round: dt.date
    state: State
    answer: Verification | None = None


def seal(address: str) -> str:
    """Binds a link to an address without showing it: when that changes, what was mailed before counts no more."""
    return salted_hmac(SALT, address.lower()).hexdigest()[:12]


def entry_link(entry: Entry) -> str:
    """The whole address for a mail to whoever keeps the entry."""
    return _absolute(entry_path(entry))


def entry_path(entry: Entry) -> str:
    """For a page that whoever keeps the entry has opened with another link."""
    organisation = organisation_of(entry)
    assert organisation is not None  # nobody outside is asked about a post
    content = [kind_of(entry), entry.pk, entry.next_check_on.isoformat(), seal(organisation.keeper)]
    return reverse("check_entry", args=[signing.dumps(content, salt=SALT)])


def all_link(organisations: list[Organisation], on: dt.date) -> str:
    """To everything that the mail of a day asked these organisations, which share an address."""
    content = [[found.pk for found in organisations], on.isoformat(), seal(organisations[0].keeper)]
    return _absolute(reverse("check_all", args=[signing.dumps(content, salt=ALL_SALT)]))


def stop_link(*, user: User | None = None, organisations: list[Organisation] | None = None) -> str:
    """To the page that ends (or takes up again) the mails to a person, or to organisations that share an address."""
    content: list[Any] = [user.pk, [], seal(user.email)] if user else []
    if organisations:
        content = [None, [found.pk for found in organisations], seal(organisations[0].keeper)]
    return _absolute(reverse("check_stop", args=[signing.dumps(content, salt=STOP_SALT)]))


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def read_entry_link(token: str, *, lock: bool = False) -> Link | None:
    """None when it was never ours or the entry is gone."""
    content = _read(token, SALT)
    if content is None:
        return None
    kind, pk, due, sealed = content
    round = dt.date.fromisoformat(due)
    entry = _rows(kind, lock).filter(pk=pk).first()
    if entry is None:
        return None
    organisation = organisation_of(entry)
    assert organisation is not None  # as in entry_link
    answer = entry.verifications.filter(round=round).first()
    if answer is not None:
        return Link(entry, round, State.USED, answer)
    if entry.next_check_on != round or sealed != seal(organisation.keeper):
        return Link(entry, round, State.SUPERSEDED)
    if _read(token, SALT, VALID_FOR) is None:
        return Link(entry, round, State.EXPIRED)
    return Link(entry, round, State.OPEN)


def read_all_link(token: str, *, lock: bool = False) -> list[Link] | None:
    """Everything that was asked in one mail. None when the link was never ours, expired, or the address changed."""
    content = _read(token, ALL_SALT, VALID_FOR)
    if content is None:
        return None
    pks, on, sealed = content
    organisations = _sealed(Organisation.objects.filter(pk__in=pks), sealed)
    if not organisations:
        return None
    asked = Reminder.objects.filter(to=Reminder.To.ACTOR, on=dt.date.fromisoformat(on))
    return [
        *_asked("organisation", asked.filter(organisation__in=organisations), lock),
        *_asked("offer", asked.filter(offer__organisation__in=organisations), lock),
    ]


def _asked(kind: str, reminders: QuerySet[Reminder], lock: bool) -> list[Link]:
    rounds: dict[int, dt.date] = dict(reminders.values_list(kind, "round"))
    entries = list(_rows(kind, lock).filter(pk__in=rounds).order_by("pk"))
    answers = {
        pk: answer
        for answer in Verification.objects.filter(**{f"{kind}__in": rounds}).order_by("at")
        if rounds[pk := getattr(answer, f"{kind}_id")] == answer.round
    }
    links = []
    for entry in entries:
        round, answer = rounds[entry.pk], answers.get(entry.pk)
        unchanged = State.OPEN if entry.next_check_on == round else State.SUPERSEDED
        links.append(Link(entry, round, State.USED if answer else unchanged, answer))
    return links


def _rows(kind: str, lock: bool) -> QuerySet[Any]:
    """Entries with whose they are; locked, they stay as they are until the transaction ends."""
    rows = KINDS[kind]._default_manager.select_related(*READ_WITH[kind])
    return rows.select_for_update(of=("self",)) if lock else rows


def _sealed(organisations: QuerySet[Organisation], sealed: str) -> list[Organisation]:
    """Those whose address on file is still the one that the link was made for."""
    return [found for found in organisations if seal(found.keeper) == sealed]


def read_stop_link(token: str) -> tuple[User | None, list[Organisation]] | None:
    """Whose mails the link ends. None when it was never ours or the address has changed since."""
    content = _read(token, STOP_SALT)
    if content is None:
        return None
    user_pk, pks, sealed = content
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is not None and seal(user.email) == sealed:
        return user, []
    own = _sealed(Organisation.objects.filter(pk__in=pks), sealed)
    return (None, own) if own else None


def _read(token: str, salt: str, max_age: dt.timedelta | None = None) -> Any:
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
