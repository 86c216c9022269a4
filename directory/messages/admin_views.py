"""Messages in the admin: the district's inbox, one message, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from directory.admin.entry_views import signed_in
from directory.messages import delivery
from directory.messages.forms import AnswerForm
from directory.messages.prefill import PARAMETER
from directory.messages.queries import function_of, keeps_messages, messages_for
from directory.models import Message, Offer, Organisation
from regions.models import District

PAGE = 30


class PassOnForm(forms.Form):
    district = forms.ModelChoiceField(
        District.objects.none(), label=gettext_lazy("Kreis"), empty_label=gettext_lazy("Bitte wählen")
    )

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = District.objects.exclude(pk=message.district_id)
        self.fields["district"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Open ones, the longest waiting first; with ?erledigt=1 the closed ones, the last closed first."""
    person = signed_in(request)
    if not keeps_messages(person):
        raise PermissionDenied
    closed = "erledigt" in request.GET
    rows = messages_for(person)
    rows = rows.closed().order_by("-closed_at") if closed else rows.open()
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "closed": closed, "header_title": _("Zuschriften")}
    return TemplateResponse(request, "directory/admin/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One message. A POST names what to do; a message of another district does not exist here."""
    person = signed_in(request)
    if not keeps_messages(person):
        raise PermissionDenied
    message = messages_for(person).filter(pk=pk).first()
    if message is None:
        messages.warning(request, _("Diese Zuschrift liegt nicht bei Ihnen, oder sie ist schon gelöscht."))
        return redirect("message_inbox")
    delivery.seen(message, person)
    form: forms.Form | None = None
    if request.method == "POST":
        act = DEEDS.get(request.POST.get("action", ""))
        form = act(request, person, message) if act else None
        if form is None:
            return redirect("message_inbox")
    return TemplateResponse(request, "directory/admin/message.html", _shown(message, form))


def _shown(message: Message, form: forms.Form | None) -> dict[str, Any]:
    """`form`: one that was refused, with what was typed."""
    answered = form if isinstance(form, AnswerForm) else AnswerForm()
    passed_on = form if isinstance(form, PassOnForm) else PassOnForm(message=message)
    entry = message.entry
    return {
        "message": message,
        "answer_form": answered,
        "pass_on_form": passed_on,
        "steps": message.steps.select_related("district"),
        "new": _new_entries(message),
        "entry_url": entry.get_absolute_url() if isinstance(entry, Organisation | Offer) else "",
        "edit_url": reverse(f"{entry._meta.model_name}:edit", args=[entry.pk]) if entry else "",
        "header_title": str(message),
    }


def _new_entries(message: Message) -> list[dict[str, Any]]:
    """The forms that begin with what a suggestion says."""
    if message.kind != Message.Kind.SUGGESTION:
        return []
    query = f"?{PARAMETER}={message.pk}"
    return [
        {"label": _("Als Angebot eintragen"), "url": reverse("offer:add") + query},
        {"label": _("Einrichtung dazu eintragen"), "url": reverse("organisation:add") + query},
    ]


Refused = forms.Form | None  # the form that must be shown again, or nothing


def _answer(request: HttpRequest, person: User, message: Message) -> Refused:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return form

    def answer(row: Message) -> None:
        delivery.answer(row, form.cleaned_data["text"], by=function_of(person, row.district))

    mailed = _("Ihre Antwort ist per Mail unterwegs und steht auf der Statusseite.")
    shown = _("Ihre Antwort steht auf der Statusseite.")
    _change(request, message, answer, mailed if message.email else shown)
    return None


def _close(request: HttpRequest, person: User, message: Message) -> Refused:
    def close(row: Message) -> None:
        delivery.close(row, by=function_of(person, row.district))

    _change(request, message, close, _("Die Zuschrift ist ohne Antwort erledigt."))
    return None


def _pass_on(request: HttpRequest, person: User, message: Message) -> Refused:
    form = PassOnForm(request.POST, message=message)
    if not form.is_valid():
        return form
    there = form.cleaned_data["district"]

    def pass_on(row: Message) -> None:
        delivery.pass_on(row, there, by=function_of(person, row.district))

    _change(request, message, pass_on, _("Die Zuschrift liegt jetzt hier: %s.") % there)
    return None


def _delete_spam(request: HttpRequest, person: User, message: Message) -> Refused:
    _change(request, message, delivery.delete, _("Die Zuschrift ist als Spam gelöscht."))
    return None


DEEDS: dict[str, Callable[[HttpRequest, User, Message], Refused]] = {
    "answer": _answer,
    "close": _close,
    "pass_on": _pass_on,
    "spam": _delete_spam,
}


def _change(request: HttpRequest, message: Message, change: Callable[[Message], None], done: str) -> None:
    """Makes the change on the locked row and says what happened: of two who press at once, one is told so."""
    try:
        with transaction.atomic():
            row = Message.objects.select_for_update().filter(pk=message.pk, district=message.district).first()
            if row is None:
                raise ValueError(_("Diese Zuschrift liegt nicht mehr bei Ihnen."))
            change(row)
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
