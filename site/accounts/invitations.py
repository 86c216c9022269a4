"""Inviting people: a link by mail with which somebody chooses the first password. Nobody else ever knows one."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notify import notify
from core.models import OutgoingMail
from core.outbox import queue_mail

VALID_FOR = dt.timedelta(days=14)
AGAIN_AFTER = dt.timedelta(minutes=10)  # whoever clicks "new link" again and again fills nobody's mailbox
SALT = "accounts.invitation"


class State(Enum):
    """What has become of a link."""

    OPEN = auto()
    USED = auto()
    EXPIRED = auto()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that came back: whose it is, and whether it still counts."""

    user: User
    state: State


def token_for(user: User) -> str:
    """Bound to the password: choosing one makes every link to this person a used one."""
    return signing.dumps({"user": user.pk, "state": _state(user)}, salt=SALT)


def read_token(token: str) -> Invitation | None:
    """None when the link was never ours, or the person is gone or barred."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=content["user"], is_active=True).first()
    if user is None:
        return None
    if content["state"] != _state(user):
        return Invitation(user, State.USED)
    try:
        signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.SignatureExpired:
        return Invitation(user, State.EXPIRED)
    return Invitation(user, State.OPEN)


def invite(user: User) -> OutgoingMail:
    """Puts the invitation into the outbox, as part of the caller's transaction."""
    roles = "\n".join(f"- {role}" for role in user.roles.select_related("district", "association"))
    link = settings.WAGTAILADMIN_BASE_URL + reverse("invitation", args=[token_for(user)])
    text = _(
        "Guten Tag,\n\n"
        "für Sie ist ein Zugang zu %(site)s eingerichtet:\n\n%(roles)s\n\n"
        "Bitte wählen Sie unter dieser Adresse Ihr Passwort. Sie gilt %(days)s Tage und nur für Sie:\n\n%(link)s\n\n"
        "Danach melden Sie sich mit Ihrer Mailadresse %(email)s an.\n"
    )
    values = {
        "site": settings.WAGTAIL_SITE_NAME,
        "roles": roles,
        "days": VALID_FOR.days,
        "link": link,
        "email": user.email,
    }
    return queue_mail(user.email, _("Ihr Zugang zu %(site)s") % values, text % values)


def person_at(address: str) -> User:
    """Whose address it is; somebody new cannot sign in before an invitation."""
    known = User.objects.filter(email__iexact=address.strip()).first()
    return known or User.objects.create_user(address)


def invite_or_tell(user: User, text: str, *, detail: str = "", url: str = "") -> None:
    """Who has no password yet is invited, all others are told; as part of the caller's transaction."""
    if user.has_usable_password():
        notify([user], text, detail=detail, url=url)
    else:
        invite(user)


def just_mailed(user: User) -> bool:
    """Whether something is already on its way to this person."""
    return OutgoingMail.objects.filter(to=user.email, created_at__gt=timezone.now() - AGAIN_AFTER).exists()


def _state(user: User) -> str:
    return salted_hmac(SALT, user.password).hexdigest()[:16]
