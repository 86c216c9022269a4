"""Telling people something: a notice in the portal and a mail, both rows of the caller's transaction."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Notice, Role, User
from core.outbox import queue_mail


def notify(people: Iterable[User], text: str, *, detail: str = "", url: str = "") -> int:
    """Tells each person once; returns how many. `url` is a path in the portal."""
    told = {user.pk: user for user in people if user.is_active}
    for user in told.values():
        Notice.objects.create(user=user, text=text[:500], detail=detail, url=url)
        link = f"\n\n{settings.WAGTAILADMIN_BASE_URL}{url}" if url else ""
        queue_mail(user.email, text, f"{_('Guten Tag,')}\n\n{text}\n\n{detail}{link}\n")
    return len(told)


def people_of_district(ags: str) -> list[User]:
    """Who acts for a district today: its manager and a deputy in their days."""
    roles = Role.objects.active().filter(district=ags).select_related("user")
    return [role.user for role in roles]
