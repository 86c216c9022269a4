"""How the HSDS interface answers: pages, streams, and "not modified" to whoever has it already."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from directory.hsds.parts import Item


def page_of(contents: Sequence[Item], total: int, number: int, size: int) -> dict[str, Any]:
    """A page as the standard has it. One behind the last is empty, and says so."""
    pages = max(1, ceil(total / size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def answer(
    request: HttpRequest, content: Any, changed_at: datetime | None = None, *, by_date: bool = False
) -> HttpResponseBase:
    """JSON with a strong ETag, the fingerprint of what is sent: whatever changes, it changes.

    `by_date`: whether `changed_at` alone may tell that nothing changed. A list's may not: what was deleted leaves none.
    """
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"  # kept, but asked for again each time
    seconds = None
    if changed_at is not None:
        seconds = int(changed_at.timestamp())
        response["Last-Modified"] = http_date(seconds)
    given = get_conditional_response(request, etag, seconds if by_date else None, response)
    return given if given is not None else response


def stream(items: Iterable[Item]) -> StreamingHttpResponse:
    """One item a line."""
    lines = (json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    return StreamingHttpResponse(lines, content_type="application/x-ndjson")
