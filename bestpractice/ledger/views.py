"""The ledger in the admin: what the own districts use, the ways into it, and what one hears of."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Revision

from accounts.rights import associations_of, districts_of
from bestpractice.ledger import acts, changes, queries
from bestpractice.ledger.forms import AdoptForm, ReportForm
from bestpractice.ledger.rights import could_adopt, may_report_some, reportable
from bestpractice.models import PracticePage
from directory.admin.entry_views import signed_in
from regions.models import District


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the own districts use, what waits for their word, who uses theirs; for editors what they reported."""
    person = signed_in(request)
    if not districts_of(person) and not associations_of(person):
        raise PermissionDenied
    context = {
        "waiting": queries.waiting_for(person),
        "uses": queries.own_adoptions(person).confirmed().order_by("practice__title"),
        "used": queries.used_of(person),
        "reports": queries.reports_by(person),
        "acts_for_district": bool(districts_of(person)),
        "header_title": _("Nachnutzungen"),
    }
    return TemplateResponse(request, "bestpractice/ledger/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, page_id: int) -> HttpResponse:
    """A district adds itself, or answers a report with what is true."""
    person, practice = signed_in(request), _practice(page_id)
    districts = could_adopt(person, practice) if practice else []
    if practice is None or not districts:
        raise PermissionDenied
    told = practice.adoptions.confirmed().filter(district__in=districts).first()
    if told and len(districts) == 1:
        return redirect("adoption", told.pk)
    form = AdoptForm(request.POST or None, districts=districts, initial=_reported(practice, districts))
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.adopt(practice, form.adopting(), form.word(), form.account(), person)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%s steht jetzt in der Liste. Der Kreis, von dem es kommt, erfährt es.") % row.district
            )
            return redirect("adoption", row.pk)
    return _form_page(request, "adopt", practice, form)


def _reported(practice: PracticePage, districts: list[District]) -> dict[str, Any]:
    """What somebody reported of the only own district, to be put right."""
    row = practice.adoptions.reported().filter(district__in=districts).first()
    return {"district": row.district_id, "stage": row.stage, "on": row.since} if row else {}


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """Somebody else says that a district uses this."""
    person, practice = signed_in(request), _practice(page_id)
    if practice is None or not may_report_some(person, practice):
        raise PermissionDenied
    form = ReportForm(request.POST or None, districts=reportable(person, practice))
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.report(practice, form.cleaned_data["district"], form.word(), person)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("Gemeldet. Gezählt und gezeigt wird es, sobald %s es bestätigt.") % row.district
            )
            return redirect("adoptions")
    return _form_page(request, "report", practice, form)


@require_safe
def change(request: HttpRequest, revision_id: int) -> HttpResponse:
    """What became another text when this version was published; versions that never were do not exist here."""
    after = Revision.objects.filter(pk=revision_id).first()
    practice = _practice(int(after.object_id)) if after and after.object_id.isdecimal() else None
    if after is None or practice is None or not changes.was_published(practice, after):
        messages.warning(request, _("Diese Fassung gibt es nicht mehr."))
        return redirect("wagtailadmin_home")
    before, person = changes.earlier(practice, after), signed_in(request)
    uses = queries.own_adoptions(person).confirmed().filter(practice=practice.pk)
    context = {
        "practice": practice,
        "changes": changes.between(before, after) if before else [],
        "published_at": changes.published_at(practice, after),
        "uses": uses,
        "is_quiet": any(queries.is_quiet(practice, use.district) for use in uses),
        "header_title": _("Was sich geändert hat"),
    }
    return TemplateResponse(request, "bestpractice/ledger/change.html", context)


@require_POST
def quiet(request: HttpRequest, page_id: int) -> HttpResponse:
    """Turns the messages about a practice off or on, for one's own districts that have to do with it."""
    person, practice = signed_in(request), PracticePage.objects.filter(pk=page_id).first()
    if practice is None or not districts_of(person):
        raise PermissionDenied
    off = request.POST.get("quiet") == "1"
    concerned = [practice.district.pk, *practice.adoptions.values_list("district", flat=True)]
    for district in districts_of(person):
        if district.pk in concerned:
            acts.be_quiet(practice, district, off, person)
    said = _("Zu „%s“ kommen keine Mitteilungen mehr.") if off else _("Zu „%s“ kommen wieder Mitteilungen.")
    messages.success(request, said % practice.title)
    return redirect("adoptions")


def _practice(pk: int) -> PracticePage | None:
    return PracticePage.objects.live().public().filter(pk=pk).first()


def _form_page(request: HttpRequest, name: str, practice: PracticePage, form: forms.Form) -> HttpResponse:
    context = {"practice": practice, "form": form, "header_title": practice.title}
    status = 422 if form.errors else 200
    return TemplateResponse(request, f"bestpractice/ledger/{name}.html", context, status=status)
