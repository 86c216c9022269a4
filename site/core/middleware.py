"""A production portal without the pages that the law wants is closed to the public; its admin is open to write them."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.checks import unwritten_pages

OPEN = ("/verwaltung/", "/konto/", "/static/", "/healthz", "/readyz", "/metrics")


class ClosedUntilWritten:
    """Answers 503 in words; asks until the pages are written, and never again in this process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PRODUCTION:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.written = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.written and not request.path.startswith(OPEN):
            missing = unwritten_pages()
            if missing:
                return render(request, "core/closed.html", {"missing": missing}, status=503)
            self.written = True
        return self.get_response(request)
