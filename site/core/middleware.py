"""A production portal without the pages that the law wants is closed to the public; its admin is open to write them."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.checks import unwritten_pages

OPEN = ("/verwaltung/", "/konto/", "/static/", "/healthz", "/readyz", "/metrics")
ASK_EVERY = dt.timedelta(minutes=1)


class ClosedUntilWritten:
    """Answers 503 in words; opens with the next request after the pages are written, and closes within a minute after
    one is taken away again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PRODUCTION:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.written_until: dt.datetime | None = None  # when to ask again

    def __call__(self, request: HttpRequest) -> HttpResponse:
        missing = [] if request.path.startswith(OPEN) else self._missing()
        if missing:
            return render(request, "core/closed.html", {"missing": missing}, status=503)
        return self.get_response(request)

    def _missing(self) -> list[str]:
        now = timezone.now()
        if self.written_until is not None and now < self.written_until:
            return []
        missing = unwritten_pages()
        self.written_until = None if missing else now + ASK_EVERY
        return missing
