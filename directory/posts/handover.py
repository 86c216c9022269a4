"""Handing a post over: planned in one step, taking effect by itself on its day, cancelled before it if need be."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.closing import close_account, has_role_from
from accounts.invitations import invite_or_tell
from accounts.models import Role, User
from accounts.notify import notify
from core.outbox import queue_mail
from directory.models import Handover, Post
from directory.posts.names import withdraw_all
from directory.posts.rights import may_decide

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Passing:
    """What a handover is about. `predecessor` is None where the account of who held the post is gone."""

    post: Post
    predecessor: User | None
    successor: User | None  # None while somebody only looks what would pass on
    first_day: dt.date

    @property
    def account_closes(self) -> bool:
        """Whether nothing but this post keeps the predecessor's account open."""
        if self.predecessor is None:
            return False
        others = Role.objects.filter(user=self.predecessor).exclude(district=self.post.district_id)
        return not others.exclude(valid_until__lt=self.first_day).exists()


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of thing that passes on. Without `pass_on` it hangs on the post and passes by itself."""

    name: str | Promise
    count: Callable[[Passing], int]
    pass_on: Callable[[Passing], int] | None = None


_items: list[Item] = []


def register_handover(
    name: str | Promise, count: Callable[[Passing], int], pass_on: Callable[[Passing], int] | None = None
) -> None:
    """Says what else a successor gets. `pass_on` runs in the handover's transaction and returns how many it passed."""
    _items.append(Item(name, count, pass_on))


def what_passes(passing: Passing) -> list[tuple[str, int]]:
    """Shown before it is done."""
    return [(str(item.name), item.count(passing)) for item in _items]


def holders_of(post: Post) -> QuerySet[User]:
    """Who may hand over: the managers of today, or, where there is none, those of before; the latest first."""
    roles = Role.objects.filter(district=post.district_id, kind=Role.Kind.MANAGER)
    now = roles.active()
    of = now if now.exists() else roles.filter(valid_until__lt=timezone.localdate())
    return User.objects.filter(roles__in=of).distinct().order_by("-is_active", "pk")


@transaction.atomic
def plan(post: Post, predecessor: User | None, successor: User, first_day: dt.date, by: User) -> Handover:
    """Gives the successor the post from that day on and ends the predecessor's rights with the day before.

    A handover for today takes effect at once. Raises PermissionDenied, and ValidationError in words.
    """
    if not may_decide(by, post):
        raise PermissionDenied
    Post.objects.select_for_update().get(pk=post.pk)
    _check(post, predecessor, successor, first_day)
    role = Role.objects.create(user=successor, kind=Role.Kind.MANAGER, district=post.district, valid_from=first_day)
    handover = Handover.objects.create(
        post=post,
        predecessor=predecessor,
        successor=successor,
        first_day=first_day,
        planned_by=by,
        successor_role=role,
        roles_before=_end_roles(post, predecessor, first_day),
    )
    values = {"post": post, "day": date_format(first_day, "j. F Y")}
    invite_or_tell(successor, _("%(post)s: Sie übernehmen die Stelle ab dem %(day)s.") % values, url="/verwaltung/")
    if predecessor and predecessor.is_active:
        text = _("%(post)s geht am %(day)s an Ihre Nachfolge über. Ihre Rechte für die Stelle enden am Tag davor.")
        _mail(predecessor, _("Übergabe: %(post)s") % values, text % values)
    log(instance=post, action="directory.plan_handover", user=by)
    take_effect(handover)
    return handover


@transaction.atomic
def cancel(handover: Handover, by: User) -> None:
    """Before its day: puts the roles back as they were. Raises PermissionDenied, ValueError once it is over."""
    row = Handover.objects.select_for_update().get(pk=handover.pk)
    if not may_decide(by, row.post):
        raise PermissionDenied
    if row.status != Handover.Status.PLANNED or row.first_day <= timezone.localdate():
        raise ValueError(_("Diese Übergabe ist schon vollzogen oder abgesagt."))
    _cancel(row, by)


def cancel_for(person: User) -> int:
    """When the data of somebody who would take over is erased, in the caller's transaction; returns how many."""
    coming = Handover.objects.filter(status=Handover.Status.PLANNED, successor=person)
    for row in coming:
        _cancel(row, None)
    return len(coming)


def _cancel(row: Handover, by: User | None) -> None:
    if row.successor_role:
        row.successor_role.delete()
        row.successor_role = None
    for number, until in row.roles_before.items():
        Role.objects.filter(pk=number).update(valid_until=until)
    row.end(Handover.Status.CANCELLED)
    told = [person for person in (row.predecessor, row.successor) if person]
    notify(told, _("%(post)s: Die geplante Übergabe ist abgesagt.") % {"post": row.post})
    log(instance=row.post, action="directory.cancel_handover", user=by)


def take_due() -> int:
    """The daily job: whatever handover's day has come, also one that was missed; doing it twice does nothing twice."""
    due = Handover.objects.filter(status=Handover.Status.PLANNED, first_day__lte=timezone.localdate())
    return sum(take_effect(handover) for handover in due)


@transaction.atomic
def take_effect(handover: Handover) -> bool:
    """Passes on what hangs on the account, once and not before the day; returns whether it did."""
    row = Handover.objects.select_for_update().select_related("post__district").get(pk=handover.pk)
    if row.status != Handover.Status.PLANNED or row.first_day > timezone.localdate():
        return False
    post, predecessor = row.post, row.predecessor
    passing = Passing(post, predecessor, row.successor, row.first_day)
    row.passed_on = [
        {"name": str(item.name), "count": item.pass_on(passing) if item.pass_on else item.count(passing)}
        for item in _items
    ]
    withdraw_all(post)
    if post.status != Post.Status.FILLED:
        post.status, post.meanwhile = Post.Status.FILLED, ""
        post.save(update_fields=["status", "meanwhile"])
    if predecessor and predecessor.is_active and not has_role_from(predecessor, row.first_day):
        close_account(predecessor)
    row.roles_before = {}
    row.end(Handover.Status.DONE)
    handover.refresh_from_db()
    if row.successor:
        notify([row.successor], _("%(post)s: Die Stelle ist an Sie übergegangen.") % {"post": post}, url="/verwaltung/")
    log(instance=post, action="directory.hand_over", user=None)
    return True


def planned_for(post: Post) -> Handover | None:
    planned = Handover.objects.filter(post=post, status=Handover.Status.PLANNED)
    return planned.select_related("predecessor", "successor").first()


def _check(post: Post, predecessor: User | None, successor: User, first_day: dt.date) -> None:
    if first_day < timezone.localdate():
        raise ValidationError({"first_day": _("Bitte wählen Sie heute oder einen späteren Tag.")})
    if successor == predecessor:
        raise ValidationError(_("Diese Person hat die Stelle schon."))
    if not successor.is_active:
        raise ValidationError(_("Dieses Konto ist stillgelegt. Bitte wenden Sie sich an den Betrieb des Portals."))
    has = Role.objects.filter(user=successor, district=post.district_id, kind=Role.Kind.MANAGER)
    if has.exclude(valid_until__lt=first_day).exists():
        raise ValidationError(_("Diese Person hat die Stelle schon."))
    if planned_for(post):
        raise ValidationError(_("Eine Übergabe ist schon geplant. Sagen Sie sie ab, bevor Sie eine neue planen."))


def _end_roles(post: Post, predecessor: User | None, first_day: dt.date) -> dict[str, dt.date | None]:
    """The predecessor's roles for this post end the day before; returns {number: former last day} of the shortened."""
    roles = Role.objects.filter(user=predecessor, district=post.district_id).exclude(valid_until__lt=first_day)
    roles.filter(valid_from__gte=first_day).delete()
    before: dict[str, dt.date | None] = {str(role.pk): role.valid_until for role in roles}
    roles.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=first_day)).update(valid_until=first_day - ONE_DAY)
    return before


def _mail(person: User, subject: str, text: str) -> None:
    """A mail only: a notice would pass on to the successor, unread."""
    queue_mail(person.email, subject, f"{_('Guten Tag,')}\n\n{text}\n")
