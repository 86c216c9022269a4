"""What a preview link opens: the latest draft in the public dress, with the pictures that it shows."""

import re
from typing import Any, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from bestpractice.fit.queries import requirements_of
from bestpractice.models import PracticePage, PreviewLink
from bestpractice.preview.links import read_token
from bestpractice.reading import reading_context
from core.files import serve_size_in

Answer = TypeVar("Answer", bound=HttpResponseBase)
ADDRESSES = re.compile(r'\b(?:src|srcset)="[^"]*"')
STORED = re.compile(rf'(?<=["\s,]){re.escape(settings.MEDIA_URL)}')


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    link = read_token(token)
    if link is None:
        return _unseen(render(request, "bestpractice/preview/unknown.html", status=404))
    if not link.is_open:
        return _unseen(render(request, "bestpractice/preview/closed.html", {"link": link}, status=410))
    page = render_to_string("bestpractice/preview/practice.html", _context(request, link), request)
    return _unseen(HttpResponse(with_own_pictures(page, token)))


@require_safe
def preview_picture(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A picture of a draft is served to nobody else: it has an address of the link's own, which ends with it."""
    link = read_token(token)
    if link is None or not link.is_open:
        raise Http404
    return _unseen(serve_size_in(request, path, latest(link)))


def latest(link: PreviewLink) -> PracticePage:
    draft: PracticePage = link.practice.get_latest_revision_as_object()
    return draft


def with_own_pictures(page: str, token: str) -> str:
    """Every stored picture at the link's address, whatever template put it there."""
    own = reverse("preview", args=[token]) + "dateien/"
    return ADDRESSES.sub(lambda address: STORED.sub(own, address[0]), page)


def _context(request: HttpRequest, link: PreviewLink) -> dict[str, Any]:
    """The superiors must judge what members will read, so they see it too."""
    draft = latest(link)
    reading = reading_context(draft, for_member=True)
    return {
        **draft.get_context(request),
        **reading,
        "requirements": requirements_of(draft),
        "fit": None,  # whoever reads along has no district to ask for
        "link": link,
        "hidden": [section.heading for section in reading["sections"] if section.hidden],
    }


def _unseen(answer: Answer) -> Answer:
    """In no search engine and in no cache; the address, which is the key, goes to no other host."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
