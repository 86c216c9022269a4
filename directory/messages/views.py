"""The visitors' pages: the three forms, and the private page on which the answer appears.

No page here uses who is signed in, so a foreign site has nothing to gain by sending one of these forms in somebody's
name: they need no cookie, and work where cookies are refused. The signed stamp is the form's protection.
"""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.adapter import client_ip
from directory.messages import delivery
from directory.messages.forms import AnswerForm, ErrorForm, MessageForm, QuestionForm, SuggestionForm
from directory.messages.mailbox import message_behind
from directory.messages.senders import TooManyError
from directory.models import Message, Offer, Organisation, Post
from regions.models import District

ENTRIES: dict[str, tuple[type[Organisation] | type[Offer] | type[Post], str]] = {
    "einrichtung": (Organisation, "home_district"),
    "angebot": (Offer, "organisation__home_district"),
    "ansprechstelle": (Post, "district"),
}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Something is wrong with an entry; goes to the district that keeps it."""
    if what not in ENTRIES:
        raise Http404
    model, path = ENTRIES[what]
    entry = get_object_or_404(model._default_manager.select_related(path), pk=pk)
    district: Any = entry
    for name in path.split("__"):
        district = getattr(district, name)
    message = Message(kind=Message.Kind.ERROR, district=district, title=str(entry)[:160])
    setattr(message, entry._meta.model_name or "", entry)
    form = ErrorForm(request.POST if request.method == "POST" else None, instance=message)
    texts = {
        "heading": _("Was stimmt nicht?"),
        "lead": _("Ihr Hinweis zu „%(entry)s“ geht an die Stelle, die den Eintrag pflegt: %(district)s.")
        % {"entry": entry, "district": district},
        "button": _("Fehler melden"),
    }
    return _answer(request, form, texts)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A question to the post of a district."""
    known = _known_district(request)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, known=known, instance=Message(kind=Message.Kind.QUESTION))
    lead = (
        _("Ihre Frage geht an die Ansprechstelle: %s.") % known
        if known
        else _("Ihre Frage geht an die Ansprechstelle Ihres Kreises.")
    )
    texts = {"heading": _("Was möchten Sie wissen?"), "lead": lead, "button": _("Frage abschicken")}
    return _answer(request, form, texts)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """An offer that is missing in a district."""
    known = _known_district(request)
    data = request.POST if request.method == "POST" else None
    form = SuggestionForm(data, known=known, instance=Message(kind=Message.Kind.SUGGESTION))
    lead = (
        _("Ihr Vorschlag geht an die Ansprechstelle: %s. Sie prüft ihn und trägt das Angebot ein.") % known
        if known
        else _("Ihr Vorschlag geht an die Ansprechstelle des Kreises. Sie prüft ihn und trägt das Angebot ein.")
    )
    texts = {"heading": _("Welches Angebot fehlt hier?"), "lead": lead, "button": _("Angebot vorschlagen")}
    return _answer(request, form, texts)


def _known_district(request: HttpRequest) -> District | None:
    """`?district=`: the official key, as everywhere; a wrong one is as good as none."""
    return District.objects.filter(ags=request.GET.get("district", "").replace("\x00", "")).first()


def _answer(request: HttpRequest, form: MessageForm, texts: dict[str, Any]) -> HttpResponse:
    """To the private page when the message is in; else the form again, with all that was typed."""
    status = 200
    if form.is_bound and form.is_valid():
        try:
            return redirect(delivery.receive(form.instance, client_ip(request)))
        except TooManyError as error:
            form.add_error(None, str(error))
            status = 429
    return render(request, "directory/messages/form.html", {"form": form, **texts}, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, token: str) -> HttpResponse:
    """What became of one's message. Sending the button deletes it at once."""
    found = Message.objects.select_related("district__page").filter(token=token).first()
    if found is None:
        return render(request, "directory/messages/gone.html", status=404)
    if request.method == "POST":
        delivery.delete(found)
        return render(request, "directory/messages/deleted.html")
    context = {
        "message": found,
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "post": Post.objects.filter(district=found.district).select_related("district__page").first(),
    }
    response = render(request, "directory/messages/message.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_mailbox(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link of a post without an account: opening it shows, only a POST answers or closes."""
    closing = "close" in request.POST
    form = AnswerForm(request.POST if request.method == "POST" and not closing else None)
    with transaction.atomic():
        found = message_behind(token)
        if found is None:
            return render(request, "directory/messages/gone.html", status=404)
        by = _("Postfach der Ansprechstelle %s") % found.district
        if found.is_open and closing:
            delivery.close(found, by)
        elif found.is_open and form.is_valid():
            delivery.answer(found, form.cleaned_data["text"], by)
    context = {"message": found, "form": form, "last_step": found.steps.last()}
    response = render(request, "directory/messages/mailbox.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
