"""Closing an account: nobody signs in with it any more; what the person wrote keeps its author."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import Role, User
from accounts.rights import sync_groups


def has_role_from(user: User, day: dt.date) -> bool:
    """Whether any role is in force on a day or begins after it."""
    return Role.objects.filter(user=user).exclude(valid_until__lt=day).exists()


@transaction.atomic
def close_account(user: User) -> None:
    """Bars the account, takes its groups and ends its sessions."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    user.__dict__.pop("_active_roles", None)
    sync_groups(user)
    end_sessions(user)


def end_sessions(user: User) -> int:
    """Signs a person out everywhere; returns how many sessions that were."""
    mine = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    return Session.objects.filter(pk__in=mine).delete()[0]
