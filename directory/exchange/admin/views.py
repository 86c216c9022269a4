"""The list of imports with the form for a new one, and the page of one import in each of its states."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.admin.entry_views import signed_in
from directory.admin.forms import districts_for
from directory.entries import function_of
from directory.exchange.admin import queries
from directory.exchange.admin.forms import GiveForm, MappingForm
from directory.exchange.reading import table_headings
from directory.exchange.sheets import is_json
from directory.models import ImportChange, ImportRun, Source

State = ImportRun.State
SECONDS = 2  # until a page that waits asks again
SHOWN_RUNS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    districts = districts_for(person)
    if not districts.exists():
        raise PermissionDenied
    form = GiveForm(districts, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _given(form, function_of(person, form.cleaned_data["district"]))
        if is_json(form.cleaned_data["content"]):
            _ask(request, run, State.PLANNING)  # a standard says what its fields are
        return redirect("import", run.pk)
    names = Source.objects.filter(district__in=districts, kind=Source.Kind.FILE).values_list("name", flat=True)
    context = {
        "form": form,
        "names": sorted(set(names)),
        "runs": queries.imports_for(person)[:SHOWN_RUNS],
        "header_title": _("Liste aufnehmen"),
    }
    return TemplateResponse(request, "directory/admin/imports.html", context)


@transaction.atomic
def _given(form: GiveForm, by: str) -> ImportRun:
    data = form.cleaned_data
    source, _made = Source.objects.get_or_create(district=data["district"], name=data["name"])
    return ImportRun.objects.create(
        district=data["district"],
        source=source,
        file_name=data["file"].name[-120:],
        content=data["content"],
        given_by=by,
        mapping=source.mapping,
        erasing=source.erasing,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be done with it depends on its state; a deed that comes too late is told and does nothing."""
    run = queries.imports_for(signed_in(request)).filter(pk=pk).first()
    if run is None:
        raise PermissionDenied
    if request.method == "POST":
        deed = DEEDS.get((request.POST.get("act", ""), State(run.state)))
        if deed is not None:
            return deed(request, run)
        messages.warning(request, _("Der Import ist inzwischen weiter."))
        return redirect("import", run.pk)
    if run.state == State.GIVEN:
        return _mapping_page(request, run, MappingForm(_headings(run), run.erasing))
    context: dict[str, Any] = {"run": run, "header_title": _("Import: %s") % run.source, "said": queries.said(run)}
    if not run.is_busy:
        context |= queries.changes_page(run, request.GET.get("art", ""), request.GET.get("p"))
        context |= queries.problems(run) | queries.questions(run)
    answer = TemplateResponse(request, "directory/admin/import.html", context)
    if run.is_busy:
        answer["Refresh"] = str(SECONDS)  # without JavaScript, too
    return answer


def _headings(run: ImportRun) -> Any:
    return table_headings(bytes(run.content or b""), run.mapping)


def _mapping_page(request: HttpRequest, run: ImportRun, form: MappingForm) -> HttpResponse:
    context = {"run": run, "form": form, "header_title": _("Spalten zuordnen: %s") % run.source}
    return TemplateResponse(request, "directory/admin/import_mapping.html", context)


def _map(request: HttpRequest, run: ImportRun) -> HttpResponse:
    form = MappingForm(_headings(run), run.erasing, request.POST)
    if not form.is_valid():
        return _mapping_page(request, run, form)
    with transaction.atomic():
        run.mapping, run.erasing = form.mapping(), form.erasing()
        Source.objects.filter(pk=run.source_id).update(
            mapping={**run.source.mapping, **run.mapping}, erasing=run.erasing
        )
        return _asked(request, run, State.PLANNING)


def _decide(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Said once, it counts for the next import of this list, too. Then the preview is made anew."""
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=run.source_id)
        for change in run.changes.exclude(same_as=None):
            answer = request.POST.get(f"same-{change.pk}")
            if answer in ("yes", "no"):
                source.same[change.key] = str(change.same_as) if answer == "yes" else ""
        source.save(update_fields=["same"])
        offers = run.changes.filter(kind=ImportChange.Kind.GONE, noun=ImportChange.Noun.OFFER)
        ticked = set(request.POST.getlist("end"))
        run.ending = [str(uid) for uid in offers.values_list("uid", flat=True) if str(uid) in ticked]
        return _asked(request, run, State.PLANNING)


def _run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    run.leave_out_invalid = "leave_out_invalid" in request.POST
    if run.counts.get("invalid") and not run.leave_out_invalid:
        messages.error(request, _("Bitte berichtigen Sie die ungültigen Zeilen in der Datei, oder lassen Sie sie weg."))
        return redirect("import", run.pk)
    return _asked(request, run, State.RUNNING)


def _again(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Back to the columns; a file without columns is read again."""
    if is_json(bytes(run.content or b"")):
        return _asked(request, run, State.PLANNING)
    run.state = State.GIVEN
    run.save()
    return redirect("import", run.pk)


def _take_back(request: HttpRequest, run: ImportRun) -> HttpResponse:
    if not run.can_be_taken_back:
        messages.warning(request, _("Dieser Import lässt sich nicht mehr zurücknehmen."))
        return redirect("import", run.pk)
    return _asked(request, run, State.TAKING_BACK)


def _discard(request: HttpRequest, run: ImportRun) -> HttpResponse:
    run.delete()
    messages.success(request, _("Verworfen. Am Verzeichnis hat sich nichts geändert."))
    return redirect("imports")


def _asked(request: HttpRequest, run: ImportRun, state: ImportRun.State) -> HttpResponse:
    _ask(request, run, state)
    return redirect("import", run.pk)


def _ask(request: HttpRequest, run: ImportRun, state: ImportRun.State) -> None:
    try:
        with transaction.atomic():
            run.ask(state)
    except IntegrityError:
        text = _("Für %s läuft gerade ein anderer Import. Bitte versuchen Sie es gleich noch einmal.")
        messages.error(request, text % run.district)


Deed = Callable[[HttpRequest, ImportRun], HttpResponse]
DEEDS: dict[tuple[str, ImportRun.State], Deed] = {
    ("map", State.GIVEN): _map,
    ("decide", State.PLANNED): _decide,
    ("run", State.PLANNED): _run,
    ("again", State.PLANNED): _again,
    ("again", State.FAILED): _again,
    ("discard", State.GIVEN): _discard,
    ("discard", State.PLANNED): _discard,
    ("discard", State.FAILED): _discard,
    ("take_back", State.DONE): _take_back,
}
