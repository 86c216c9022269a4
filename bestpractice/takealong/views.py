"""The addresses under which practices are taken along."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from accounts.rights import is_member
from bestpractice.models import PracticePage
from bestpractice.takealong import feeds, sheet, tables
from bestpractice.takealong.records import Reader
from core.licences import licence
from core.navigation import site_name
from core.visibility import may_read
from directory.answers import NO_PLACE, question
from directory.takealong.spreadsheet import csv_file, xlsx_file
from directory.takealong.views import CSV, XLSX, as_file
from search.query import Facet

PDF = "application/pdf"
BIGGEST = 2**63 - 1  # a key that a database can ask for
KEPT_FOR = 300  # seconds; a copy elsewhere outlives a correction by so much


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """To where the practice lies now. Not for ever: it may move again."""
    return redirect(_readable(request, pk).get_url(request) or "/")


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens in the browser, from where it is saved or printed; for members with what only they read."""
    practice = _readable(request, pk)
    for_member = is_member(request.user)
    content = sheet.content_of(practice, site_name(request), licence(request), for_member=for_member)
    made = sheet.sheet(content)
    response = HttpResponse(made, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="praxisbeispiel-{practice.slug}.pdf"'
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return response


@conditional_page
@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """`/praxis/feed.atom?topic=sprache&district=07315`; the same for everybody. Unchanged, it is a 304."""
    xml = feeds.feed(feeds.asked(request.GET), kind, site_name(request))
    response = HttpResponse(xml, content_type=f"application/{kind}+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return response


@require_safe
def practice_list(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same question as the list's, answered as a file."""
    query = question(request, {Facet.KIND: "practice"}, NO_PLACE)
    return _table(tables.practice_rows(query, _reader(request)), _("Praxisbeispiele"), form)


@require_safe
def ledger(request: HttpRequest, form: str) -> HttpResponseBase:
    """All confirmed uses of all public practices."""
    return _table(tables.use_rows(_reader(request)), _("Nachnutzungen"), form)


def _reader(request: HttpRequest) -> Reader:
    return Reader(is_member(request.user), licence(request))


def _table(rows: Iterator[list[str]], title: str, form: str) -> HttpResponseBase:
    """`form`: csv or xlsx. Never kept in between: members and visitors read different tables at one address."""
    if form == "xlsx":
        response: HttpResponseBase = HttpResponse(xlsx_file(rows, title), content_type=XLSX)
    else:
        response = StreamingHttpResponse(csv_file(rows), content_type=CSV)
    patch_cache_control(response, private=True, no_store=True)
    return as_file(response, f"{title}.{form}")


def _readable(request: HttpRequest, pk: int) -> PracticePage:
    """Raises Http404 for what this reader may not read, drafts among it."""
    practice = PracticePage.objects.filter(pk=pk).first() if pk <= BIGGEST else None
    if practice is None or not may_read(practice, request):
        raise Http404(_("Dieses Praxisbeispiel gibt es hier nicht."))
    return practice
