"""An editor's work: the queue, and one practice read as it was published, with the two answers to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.rich_text import expand_db_html

from accounts.models import User
from accounts.rights import associations_of
from bestpractice import review
from bestpractice.models import PracticePage, Recommendation
from bestpractice.queries import review_queue
from bestpractice.sections import heading_of, written

FACTS = ("since", "until", "staff", "staff_hours", "staff_fte", "cost_once", "cost_per_year", "key_result")


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the editor's association."""
    person = _editor(request)
    context = {"queue": review_queue(person), "header_title": _("Begutachtung")}
    return TemplateResponse(request, "bestpractice/admin/review_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the version that waits; a POST answers for exactly that version."""
    person = _editor(request)
    word = get_object_or_404(Recommendation.objects.select_related("practice", "association", "revision"), pk=pk)
    if not review.may_review(person, word):
        messages.error(request, _("Eigene Texte und Texte anderer Verbände können Sie nicht begutachten."))
        return redirect("review_queue")
    if request.method != "POST":
        return _page(request, word)
    if str(word.revision_id or "") != request.POST.get("revision"):
        messages.warning(request, _("Das Praxisbeispiel wurde inzwischen geändert. Bitte lesen Sie die neue Fassung."))
        return redirect("review", pk)
    return _answer(request, word, person)


def _editor(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not associations_of(request.user):
        raise PermissionDenied
    return request.user


def _answer(request: HttpRequest, word: Recommendation, person: User) -> HttpResponse:
    reason = request.POST.get("reason", "")
    try:
        if request.POST.get("answer") == "grant":
            review.grant(word, person)
            messages.success(request, _("„%s“ ist jetzt empfohlen. Der Kreis erfährt es.") % word.practice)
        else:
            review.refuse(word, person, reason)
            messages.success(request, _("Ihre Begründung zu „%s“ geht an den Kreis.") % word.practice)
    except ValueError as error:
        return _page(request, word, mistake=str(error), reason=reason)
    return redirect("review_queue")


def _page(request: HttpRequest, word: Recommendation, mistake: str = "", reason: str = "") -> HttpResponse:
    practice: PracticePage = word.revision.as_object() if word.revision else word.practice
    context = {
        "word": word,
        "practice": practice,
        "sections": [
            {"heading": section.heading, "html": expand_db_html(section.html)}
            for section in written(practice, for_member=True)
        ],
        "facts": [
            {"label": heading_of(practice, name), "value": _readable(value)}
            for name in FACTS
            if (value := getattr(practice, name)) not in (None, "")
        ],
        "earlier": word.practice.recommendations.exclude(pk=word.pk)
        .exclude(state=Recommendation.State.PENDING)
        .select_related("association")
        .order_by("-decided_at"),
        "is_open": word.state == Recommendation.State.PENDING and word.practice.live,
        "mistake": mistake,
        "reason": reason,
        "header_title": practice.title,
    }
    return TemplateResponse(request, "bestpractice/admin/review.html", context, status=422 if mistake else 200)


def _readable(value: Any) -> str:
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(localize(value))
