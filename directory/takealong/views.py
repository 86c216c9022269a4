"""The addresses under which things are taken along."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.navigation import site_name
from directory.answers import question
from directory.lists.place import asked_place
from directory.models import DistrictPage, Offer, Organisation, Post
from directory.takealong import brochure, calendar, pinboard, spreadsheet, vcard
from regions.load import UMLAUTS
from regions.models import District
from search.query import Facet

VCARD, ICALENDAR, CSV, PDF = "text/vcard; charset=utf-8", "text/calendar; charset=utf-8", "text/csv", "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """`name` with its ending; what no file system takes is left out."""
    stem, _dot, ending = name.rpartition(".")
    safe = slugify(stem.translate(UMLAUTS))[:60].strip("-") or "datei"
    response["Content-Disposition"] = f'attachment; filename="{safe}.{ending}"'
    return response


@require_safe
def organisation_card(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Organisation.objects.prefetch_related("locations", "contacts"), pk=pk)
    card = vcard.organisation_card(found, settings.WAGTAILADMIN_BASE_URL + found.get_absolute_url())
    return as_file(HttpResponse(card, content_type=VCARD), f"{found.name}.vcf")


@require_safe
def post_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    post = get_object_or_404(Post.objects.select_related("district"), district__slug=slug)
    page = get_object_or_404(DistrictPage.objects.live(), district=post.district)
    card = vcard.post_card(post, settings.WAGTAILADMIN_BASE_URL + (page.get_url() or "/"))
    return as_file(HttpResponse(card, content_type=VCARD), f"{post}.vcf")


@require_safe
def offer_calendar(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    offers = Offer.objects.select_related("organisation").prefetch_related("schedules", "locations")
    found = get_object_or_404(offers, pk=pk)
    if not found.schedules.all():
        raise Http404
    dates = calendar.offer_calendar(found, settings.WAGTAILADMIN_BASE_URL + found.get_absolute_url())
    return as_file(HttpResponse(dates, content_type=ICALENDAR), f"{found.title}.ics")


@require_safe
def list_file(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    """The same question as the list's, answered as a file."""
    query = question(request, {Facet.KIND: kind}, asked_place(request.GET))
    rows = spreadsheet.rows_of(kind, query, settings.WAGTAILADMIN_BASE_URL)
    title = _("Angebote") if kind == "offer" else _("Einrichtungen")
    if form == "xlsx":
        book = spreadsheet.xlsx_file(rows, title)
        return as_file(HttpResponse(book, content_type=XLSX), f"{title}.xlsx")
    return as_file(StreamingHttpResponse(spreadsheet.csv_file(rows), content_type=CSV), f"{title}.csv")


@require_safe
def district_brochure(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Opens in the browser, from where it is saved or printed."""
    district = get_object_or_404(District, slug=slug)
    get_object_or_404(DistrictPage.objects.live(), district=district)
    response = HttpResponse(brochure.brochure(district, site_name(request)), content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="verzeichnis-{district.slug}.pdf"'
    return response


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """`/merkliste/?e=offer:12&e=…`: what the address names; without names the browser tells what it keeps."""
    pins = pinboard.parse_pins(request.GET.getlist("e"))
    entries = pinboard.pinned(pins)
    return render(
        request,
        "directory/takealong/pinboard.html",
        {
            "entries": entries,
            "gone": len(pins) - len(entries),
            "mail_link": pinboard.mail_link(entries, settings.WAGTAILADMIN_BASE_URL) if entries else "",
        },
    )
