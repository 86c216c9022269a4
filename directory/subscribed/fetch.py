"""One address over the network: only http(s), only to hosts of the open internet, within limits of time and size."""

import hashlib
import http
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from urllib3.response import BaseHTTPResponse

from directory.exchange.sheets import MOST_BYTES
from directory.subscribed.asking import REDIRECTS, FetchError, ask

__all__ = ["Answer", "FetchError", "fetch"]

LONGEST = 60.0  # seconds for one address with its redirects, however lively it drips
MOST_REDIRECTS = 5
PIECE = 2**16
LONGEST_MARK = 300  # characters of a remembered header; a longer one is not remembered


@dataclass(frozen=True, slots=True)
class Answer:
    """`content` is None when nothing has changed since `mark` was given; `mark`: to be sent the next time."""

    content: bytes | None
    mark: dict[str, str] = field(default_factory=dict)
    content_type: str = ""


def fetch(address: str, mark: Mapping[str, str] | None = None) -> Answer:
    """Gets an address, following at most five redirects, each as guarded as the first. Raises FetchError."""
    until = time.monotonic() + LONGEST
    for _hop in range(MOST_REDIRECTS + 1):
        answer = _Request(address, mark or {}, until).answer()
        if isinstance(answer, Answer):
            return answer
        address = answer
    raise FetchError(_("Die Adresse leitet immer weiter."))


@dataclass(frozen=True, slots=True)
class _Request:
    """One question to one checked host."""

    address: str
    mark: Mapping[str, str]
    until: float

    def answer(self) -> Answer | str:
        """What came, or the address to ask instead."""
        return ask(self.address, self._read, until=self.until, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        headers = {
            "Accept": "application/json, text/csv, */*;q=0.8",
            "Accept-Encoding": "gzip",
        }
        for name, header in (("etag", "If-None-Match"), ("last_modified", "If-Modified-Since")):
            if self.mark.get(name):
                headers[header] = self.mark[name]
        return headers

    def _read(self, response: BaseHTTPResponse) -> Answer | str:
        if response.status in REDIRECTS and response.headers.get("Location"):
            return urljoin(self.address, response.headers["Location"])
        if response.status == http.HTTPStatus.NOT_MODIFIED and self.mark:
            return Answer(None, dict(self.mark))
        if response.status != http.HTTPStatus.OK:
            raise FetchError(_("Die Adresse antwortet mit dem Fehler %s.") % response.status)
        content = bytearray()
        for piece in response.stream(PIECE, decode_content=True):
            content += piece
            if len(content) > MOST_BYTES:
                raise FetchError(_("Die Liste ist größer als 20 MB."))
        mark = {"digest": hashlib.sha256(content).hexdigest()}
        for name, header in (("etag", "ETag"), ("last_modified", "Last-Modified")):
            if 0 < len(value := response.headers.get(header, "")) <= LONGEST_MARK:
                mark[name] = value
        same = mark["digest"] == self.mark.get("digest")  # a server that knows no conditions
        return Answer(None if same else bytes(content), mark, response.headers.get("Content-Type", ""))
