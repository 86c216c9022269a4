"""A deputy: somebody who has the manager's rights from one day to another, both included."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.invitations import invite_or_tell
from accounts.models import Role, User
from accounts.notify import notify
from directory.models import Post
from directory.posts.rights import may_decide


def deputies_of(post: Post) -> QuerySet[Role]:
    """Who stands in today or later, the earliest first."""
    return (
        Role.objects.filter(
            district=post.district_id,
            kind=Role.Kind.DEPUTY,
            user__is_active=True,
            valid_until__gte=timezone.localdate(),
        )
        .select_related("user", "district")
        .order_by("valid_from", "pk")
    )


@transaction.atomic
def appoint(post: Post, person: User, first_day: dt.date, last_day: dt.date, by: User) -> Role:
    """Gives the rights for these days, and tells or invites the person.

    Raises PermissionDenied, and ValidationError in words where days or person do not fit.
    """
    if not may_decide(by, post):
        raise PermissionDenied
    _check(post, person, first_day, last_day)
    role = Role(user=person, kind=Role.Kind.DEPUTY, district=post.district, valid_from=first_day, valid_until=last_day)
    role.full_clean()
    role.save()
    invite_or_tell(
        person, _("Sie vertreten %(post)s %(days)s.") % {"post": post, "days": days_of(role)}, url="/verwaltung/"
    )
    log(instance=post, action="directory.appoint_deputy", user=by)
    return role


@transaction.atomic
def move_last_day(role: Role, last_day: dt.date, post: Post, by: User) -> None:
    """Shortens or extends. Raises as `appoint`."""
    if not may_decide(by, post):
        raise PermissionDenied
    assert role.valid_from is not None
    if last_day < max(timezone.localdate(), role.valid_from):
        raise ValidationError({"last_day": _("Bitte wählen Sie einen Tag ab heute, oder beenden Sie die Vertretung.")})
    _check(post, role.user, role.valid_from, last_day, besides=role)
    role.valid_until = last_day
    role.save(update_fields=["valid_until"])
    notify([role.user], _("Ihre Vertretung für %(post)s: %(days)s.") % {"post": post, "days": days_of(role)})
    log(instance=post, action="directory.change_deputy", user=by)


@transaction.atomic
def end(role: Role, post: Post, by: User) -> None:
    """Ends the rights at once; one that has not begun, or began today, leaves no trace. Raises PermissionDenied."""
    if not may_decide(by, post):
        raise PermissionDenied
    person, yesterday = role.user, timezone.localdate() - dt.timedelta(days=1)
    assert role.valid_from is not None
    if role.valid_from > yesterday:
        role.delete()
    else:
        role.valid_until = yesterday
        role.save(update_fields=["valid_until"])
    notify([person], _("Ihre Vertretung für %(post)s ist beendet.") % {"post": post})
    log(instance=post, action="directory.end_deputy", user=by)


def days_of(role: Role) -> str:
    assert role.valid_from  # a constraint of deputies
    assert role.valid_until
    first, last = (date_format(day, "j. F Y") for day in (role.valid_from, role.valid_until))
    return _("vom %(first)s bis einschließlich %(last)s") % {"first": first, "last": last}


def _check(post: Post, person: User, first_day: dt.date, last_day: dt.date, besides: Role | None = None) -> None:
    if last_day < first_day:
        raise ValidationError({"last_day": _("Der letzte Tag liegt vor dem ersten.")})
    if not person.is_active:
        raise ValidationError(_("Dieses Konto ist stillgelegt. Bitte wenden Sie sich an den Betrieb des Portals."))
    others = Role.objects.filter(user=person, district=post.district_id).exclude(pk=besides.pk if besides else 0)
    others = others.exclude(valid_until__lt=first_day).exclude(valid_from__gt=last_day)
    if others.filter(kind=Role.Kind.MANAGER).exists():
        raise ValidationError(_("Diese Person hat die Stelle in diesen Tagen selbst inne."))
    if others.exists():
        raise ValidationError(_("Diese Person vertritt in diesen Tagen schon."))
