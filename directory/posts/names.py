"""Showing a holder's name with its legal basis, and taking it back: one step, after which it is gone everywhere."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import Role, User
from accounts.notify import notify
from accounts.rights import may_edit_district
from directory.models import DistrictPage, HolderName, Post
from directory.posts.forget import forget_name
from directory.posts.rights import may_withdraw
from search.marks import mark_thing


@transaction.atomic
def show_name(
    post: Post, name: str, *, person: User | None, basis: str, basis_date: dt.date, note: str, by: User
) -> HolderName:
    """Records the basis and shows the name; a name shown before is withdrawn. The person concerned is told.

    Raises PermissionDenied.
    """
    if not may_edit_district(by, post.district_id):
        raise PermissionDenied
    for before in shown_names(post):
        _withdraw(before, by)
    shown = HolderName.objects.create(
        post=post, name=name, person=person, basis=basis, basis_date=basis_date, note=note, recorded_by=by
    )
    log(instance=post, action="directory.show_name", user=by)
    if person:
        text = _("Ihr Name steht jetzt auf der Seite „%(district)s“.") % {"district": post.district.full_name}
        notify(
            [person],
            text,
            detail=_("Sie können das jederzeit zurücknehmen; der Name verschwindet dann überall."),
            url=reverse("my_name"),
        )
    return shown


@transaction.atomic
def withdraw(shown: HolderName, by: User) -> None:
    """Takes the name off the post and out of pages, their versions, logs and search. Raises PermissionDenied."""
    locked = HolderName.objects.select_for_update().select_related("post__district").get(pk=shown.pk)
    if not may_withdraw(by, locked):
        raise PermissionDenied
    _withdraw(locked, by)


def withdraw_for(shown: HolderName) -> bool:
    """When the person's data is erased, in the caller's transaction."""
    _withdraw(shown, None)
    return True


def withdraw_all(post: Post) -> None:
    """When the post passes on or nobody holds it any more, in the caller's transaction."""
    for shown in shown_names(post):
        _withdraw(shown, None)


@transaction.atomic
def withdraw_left() -> int:
    """The daily job: whoever's role has ended without a handover is not named as holder; returns how many."""
    named = HolderName.objects.filter(withdrawn_at=None, person__isnull=False).select_related("post__district")
    left = [shown for shown in named if _has_left(shown)]
    for shown in left:
        _withdraw(shown, None)
    return len(left)


def shown_names(post: Post) -> QuerySet[HolderName]:
    """The name that is shown, if any; locked until the transaction ends."""
    return HolderName.objects.select_for_update().filter(post=post, withdrawn_at=None)


def names_of(person: User) -> QuerySet[HolderName]:
    """Where a person is named."""
    return HolderName.objects.filter(person=person, withdrawn_at=None).select_related("post__district")


def _has_left(shown: HolderName) -> bool:
    """Whether the person had roles for this post and none that lasts or is to come."""
    roles = Role.objects.filter(user=shown.person_id, district=shown.post.district_id)
    return roles.exists() and not roles.exclude(valid_until__lt=timezone.localdate()).exists()


def _withdraw(shown: HolderName, by: User | None) -> None:
    if shown.withdrawn_at is not None:
        return  # twice clicked
    name = shown.name
    shown.empty()
    shown.withdrawn_by = by
    shown.save()
    forget_name(name, shown.post)
    log(instance=shown.post, action="directory.withdraw_name", user=by)
    for page in DistrictPage.objects.filter(district=shown.post.district_id):
        mark_thing(page)
