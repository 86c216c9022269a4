"""How many messages one connection may send and one entry may get; counted without keeping an address."""

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import DailySalt, Sending

# Many people may share a connection (a library, a shelter), so a connection's limit is no lower than a class needs.
PER_SENDER = {dt.timedelta(hours=1): 10, dt.timedelta(days=1): 30}
PER_TARGET = {dt.timedelta(hours=1): 15, dt.timedelta(days=1): 60}


class TooManyError(Exception):
    """Too many messages; says in words for the visitor from where or about what."""


def lock_today() -> DailySalt:
    """The day's salt, made with the first message. Locked until the transaction ends: one counts after the other."""
    day = timezone.localdate()
    DailySalt.objects.get_or_create(day=day)
    return DailySalt.objects.select_for_update().get(day=day)


def count(today: DailySalt, address: str | None, target: str) -> None:
    """Notes one more message. Raises TooManyError, and notes nothing, where a limit is reached."""
    sender = hashed(today, address)
    if _is_reached(PER_SENDER, today, sender=sender):
        raise TooManyError(
            _("Von Ihrem Anschluss kamen gerade sehr viele Zuschriften. Bitte versuchen Sie es später noch einmal.")
        )
    if _is_reached(PER_TARGET, today, target=target):
        raise TooManyError(
            _("Hierzu kamen gerade sehr viele Zuschriften an. Bitte versuchen Sie es später noch einmal.")
        )
    Sending.objects.create(day=today, sender=sender, target=target)


def hashed(today: DailySalt, address: str | None) -> str:
    """The sender as a keyed hash. All addresses of one IPv6 connection share their first 64 bits."""
    network = address or ""
    try:
        ip = ipaddress.ip_address(network)
        network = str(ipaddress.ip_network(f"{ip}/{64 if ip.version == 6 else 32}", strict=False))
    except ValueError:
        pass  # no address known: all such count as one sender
    key = f"{settings.SECRET_KEY}{today.salt}".encode()
    return hmac.new(key, network.encode(), hashlib.sha256).hexdigest()


def _is_reached(limits: dict[dt.timedelta, int], today: DailySalt, **whose: str) -> bool:
    now = timezone.now()
    rows = Sending.objects.filter(day=today, **whose)
    return any(rows.filter(at__gt=now - span).count() >= most for span, most in limits.items())
