"""One use of the own district in the admin: its steps, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.rights import associations_of, districts_of
from bestpractice.ledger import acts, queries
from bestpractice.ledger.forms import AccountForm, StageForm
from bestpractice.models import Adoption, AdoptionStep
from directory.admin.entry_views import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One use of the own district. A POST names what to do; that of another district does not exist here."""
    person = signed_in(request)
    if not districts_of(person) and not associations_of(person):
        raise PermissionDenied
    row = queries.own_adoptions(person).filter(pk=pk).first()
    if row is None:
        return _not_here(request, pk, person)
    refused: forms.Form | None = None
    if request.method == "POST":
        act = DEEDS.get(request.POST.get("act", ""))
        answer = act(request, person, row) if act else redirect("adoption", pk)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    return _adoption_page(request, row, refused)


def _not_here(request: HttpRequest, pk: int, person: User) -> HttpResponse:
    """Whoever reported it may take that back; to others it does not exist."""
    reported = queries.reports_by(person).filter(pk=pk).first()
    if reported is not None and request.method == "POST" and request.POST.get("act") == "reject":
        return _try(request, lambda: acts.drop_report(reported, person), _("Ihre Meldung ist zurückgenommen."))
    messages.warning(request, _("Diese Nachnutzung gehört nicht zu Ihrem Kreis, oder es gibt sie nicht mehr."))
    return redirect("adoptions")


def _adoption_page(request: HttpRequest, row: Adoption, refused: forms.Form | None) -> HttpResponse:
    steps = list(row.steps.all())
    last = steps[-1] if steps else None
    told = {"adaptation": row.adaptation, "outcome": row.outcome, "cost": row.cost}
    as_it_is = {"stage": row.stage, "on": row.since, "because": row.stopped_because}
    forms_shown: dict[str, forms.Form] = {
        "move": StageForm(prefix="move", without=row.stage),
        "correct": StageForm(prefix="correct", initial={**as_it_is, "reason_is_public": row.reason_is_public}),
        "describe": AccountForm(prefix="describe", initial=told),
    }
    if refused is not None:
        forms_shown[str(refused.prefix)] = refused
    context = {
        "adoption": row,
        "steps": steps,
        "last": last,
        "forms": forms_shown,
        "refused": str(refused.prefix) if refused is not None else "",
        "is_quiet": queries.is_quiet(row.practice, row.district),
        "media": forms_shown["move"].media,
        "header_title": row.practice.title,
    }
    return TemplateResponse(
        request, "bestpractice/ledger/adoption.html", context, status=422 if refused is not None else 200
    )


Outcome = HttpResponse | forms.Form  # done, or the form that must be shown again


def _move(request: HttpRequest, person: User, row: Adoption) -> Outcome:
    form = StageForm(request.POST, prefix="move")
    return _with(request, form, lambda: acts.move_on(row, form.word(), person), _("Der neue Stand ist eingetragen."))


def _correct(request: HttpRequest, person: User, row: Adoption) -> Outcome:
    form = StageForm(request.POST, prefix="correct")
    step = _step(request, row)
    return _with(request, form, lambda: acts.correct(step, form.word(), person), _("Der Stand ist berichtigt."))


def _take_back(request: HttpRequest, person: User, row: Adoption) -> Outcome:
    step = _step(request, row)
    return _try(request, lambda: acts.take_back(step, person), _("Der letzte Stand ist entfernt."), back=row)


def _account(request: HttpRequest, person: User, row: Adoption) -> Outcome:
    form = AccountForm(request.POST, prefix="describe")
    return _with(request, form, lambda: acts.describe(row, form.account(), person), _("Ihre Angaben sind gespeichert."))


def _confirm(request: HttpRequest, person: User, row: Adoption) -> Outcome:
    return _try(request, lambda: acts.confirm(row, person), _("Bestätigt. Es zählt jetzt und wird gezeigt."), back=row)


def _reject(request: HttpRequest, person: User, row: Adoption) -> Outcome:
    return _try(
        request, lambda: acts.drop_report(row, person), _("Die Meldung ist gelöscht. Wer gemeldet hat, erfährt es.")
    )


DEEDS: dict[str, Callable[[HttpRequest, User, Adoption], Outcome]] = {
    "move": _move,
    "correct": _correct,
    "take_back": _take_back,
    "describe": _account,
    "confirm": _confirm,
    "reject": _reject,
}


def _step(request: HttpRequest, row: Adoption) -> AdoptionStep:
    """The step that the person saw as the last one."""
    number = request.POST.get("step", "")
    known = row.steps.filter(pk=number).first() if number.isdecimal() else None
    return known or AdoptionStep(adoption=row)


def _with(request: HttpRequest, form: forms.Form, act: Callable[[], Any], done: str) -> Outcome:
    """Acts on what a form says; a mistake comes back with all that was typed."""
    if not form.is_valid():
        return form
    try:
        row = act()
    except ValidationError as error:
        form.add_error(None, error)
        return form
    messages.success(request, done)
    return redirect("adoption", row.pk)


def _try(request: HttpRequest, act: Callable[[], Any], done: str, back: Adoption | None = None) -> HttpResponse:
    """Acts on a button. `back`: where to go, if it is still there."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    if back is not None and Adoption.objects.filter(pk=back.pk).exists():
        return redirect("adoption", back.pk)
    return redirect("adoptions")
