"""One question to one checked host: only http(s), only to the open internet, only as long as there is time."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

PATIENCE = 15.0  # seconds without a sign of life
REDIRECTS = {301, 302, 303, 307, 308}
T = TypeVar("T")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(Exception):
    """Nothing usable came; the text says to the district why."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(str(text))


def ask(
    address: str,
    read: Callable[[BaseHTTPResponse], T],
    *,
    until: float,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
) -> T:
    """What `read` makes of the answer. `until`: time.monotonic() at which it ends. Raises FetchError."""
    target = _target(address)
    connection = _connection(target)
    late = threading.Event()
    try:
        connection.connect()
        clock = threading.Timer(max(until - time.monotonic(), 0.1), _cut, [connection.sock, late])
        clock.daemon = True
        clock.start()
        try:
            sent = {"Host": target.netloc, "User-Agent": user_agent(), **(headers or {})}
            connection.request(method, _path(target), headers=sent, preload_content=False)
            answer = read(connection.getresponse())
            if late.is_set():  # what was cut off may look like a whole
                raise TimeoutError
            return answer
        finally:
            clock.cancel()
    except FetchError:
        raise
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError) or "timed out" in str(error):
            raise FetchError(_("Die Adresse antwortet zu langsam.")) from error
        if isinstance(error, ssl.SSLError):
            raise FetchError(_("Die Verbindung ist nicht sicher: Das Zertifikat gilt nicht.")) from error
        raise FetchError(_("Die Adresse ist nicht zu erreichen.")) from error
    finally:
        connection.close()


def user_agent() -> str:
    return f"Integrationsnetz (+{settings.WAGTAILADMIN_BASE_URL})"


def _cut(sock: socket.socket | None, late: threading.Event) -> None:
    """Whoever reads wakes up with an error: a server that sends a byte a second is not waited for."""
    late.set()
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has ended by itself


def _target(address: str) -> SplitResult:
    try:
        target = urlsplit(address)
        port = target.port
    except ValueError as error:
        raise FetchError(_("Das ist keine Webadresse.")) from error
    if target.scheme not in ("http", "https") or not target.hostname or port == 0:
        raise FetchError(_("Nur Adressen, die mit http:// oder https:// beginnen, lassen sich abrufen."))
    if target.username is not None or target.password is not None:
        raise FetchError(_("Adressen mit Zugangsdaten werden nicht abgerufen."))
    return target


def _path(target: SplitResult) -> str:
    return (target.path or "/") + (f"?{target.query}" if target.query else "")


def _connection(target: SplitResult) -> HTTPConnection:
    """To exactly the number that was checked: a name that means another host a moment later changes nothing."""
    host = str(target.hostname)
    number = _checked(host, target.port or (443 if target.scheme == "https" else 80))
    if target.scheme == "https":
        return HTTPSConnection(number, target.port or 443, timeout=PATIENCE, server_hostname=host)
    return HTTPConnection(number, target.port or 80, timeout=PATIENCE)


def _checked(host: str, port: int) -> str:
    """The host's number. Refuses one of which any number lies inside a network. Raises FetchError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(_("Den Server „%s“ gibt es nicht.") % host[:80]) from error
    numbers = [str(row[4][0]) for row in found]
    if host not in settings.SUBSCRIBED_HOSTS_ALLOWED and not all(map(_is_open, numbers)):
        raise FetchError(_("„%s“ liegt nicht im offenen Internet und wird nicht abgerufen.") % host[:80])
    if not numbers:
        raise FetchError(_("Den Server „%s“ gibt es nicht.") % host[:80])
    return numbers[0]


def _is_open(number: str) -> bool:
    """Whether a host of the open internet; also not one that an IPv6 number only wraps."""
    address: Address = ipaddress.ip_address(number)
    inner: list[Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in ipaddress.ip_network("64:ff9b::/96"):  # RFC 6052: the last four bytes
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return all(one.is_global and not one.is_multicast for one in (address, *inner) if one is not None)
