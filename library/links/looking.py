"""Looks whether an address leads somewhere: politely, never inside a network, and without reading what lies there."""

import time
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.core.cache import cache
from django.utils.translation import gettext as _
from urllib3.response import BaseHTTPResponse

from directory.subscribed.asking import REDIRECTS, FetchError, ask

LONGEST = 20.0  # seconds for one address with its redirects
MOST_REDIRECTS = 5
NAME = "Integrationsnetz"  # as robots.txt may call us
LONGEST_RULES = 2**17  # bytes of a robots.txt; RFC 9309 asks for 500 kB at least of search engines, we ask for one page
RULES_FOR = 60 * 60  # seconds
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
# A server that lets no machine in, or has too much to do, says nothing about the page.
UNCLEAR = {
    HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS, HTTPStatus.SERVICE_UNAVAILABLE,
}  # fmt: skip
ODD = 600  # and above: no numbers of HTTP, what some servers say to machines


class Finding(Enum):
    """What a look tells of a link."""

    REACHED = auto()
    DEAD = auto()
    UNREACHED = auto()  # no answer at all: the link may be dead, or our own way out
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """`problem`: in words for the owner."""

    finding: Finding
    problem: str = ""


def look(address: str) -> Look:
    """Asks for the head first, and for the page only where a server refuses that."""
    until = time.monotonic() + LONGEST
    try:
        if not _may_ask(address, until):
            return Look(Finding.UNCLEAR)
        status = _status(address, "HEAD", until)
        if status >= HTTPStatus.BAD_REQUEST:
            status = _status(address, "GET", until)
    except FetchError as error:
        return Look(Finding.UNREACHED, str(error))
    if status < HTTPStatus.BAD_REQUEST:
        return Look(Finding.REACHED)
    if status in UNCLEAR or status >= ODD:
        return Look(Finding.UNCLEAR)
    if status in GONE:
        return Look(Finding.DEAD, _("Die Seite gibt es dort nicht mehr (Fehler %s).") % int(status))
    return Look(Finding.DEAD, _("Die Adresse antwortet mit dem Fehler %s.") % int(status))


def _status(address: str, method: str, until: float) -> int:
    """Of the page to which the address leads in the end. Raises FetchError."""
    for _hop in range(MOST_REDIRECTS + 1):
        answer = ask(address, lambda response: (response.status, response.headers.get("Location")), until=until,
                     method=method)  # fmt: skip
        status, location = answer
        if status not in REDIRECTS or not location:
            return int(status)
        address = urljoin(address, location)
    raise FetchError(_("Die Adresse leitet immer weiter."))


def _may_ask(address: str, until: float) -> bool:
    """As the server's robots.txt says (RFC 9309). One that has none, or none to be read, forbids nothing."""
    parts = urlsplit(address)
    key = f"library.robots.{parts.scheme}.{parts.netloc}"[:200]
    rules = cache.get(key)
    if rules is None:
        rules = ask(urljoin(address, "/robots.txt"), _rules, until=until)
        cache.set(key, rules, RULES_FOR)
    robots = RobotFileParser()
    robots.parse(rules.splitlines())
    return robots.can_fetch(NAME, address)


def _rules(response: BaseHTTPResponse) -> str:
    if response.status != HTTPStatus.OK:
        return ""
    return bytes(response.read(LONGEST_RULES, decode_content=True)).decode(errors="replace")
