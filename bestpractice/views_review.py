"""An editor's work: the queue, and one practice read as it was published, with what can be said to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.rights import associations_of
from bestpractice import checklist, review, waiting
from bestpractice.models import Recommendation
from bestpractice.review_form import ReviewForm
from bestpractice.review_page import review_context
from bestpractice.waiting import Whose


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the editor's association: all of it, or one's own, what nobody has, what colleagues have."""
    person = _editor(request)
    asked = request.GET.get("wer", "")
    whose = Whose(asked) if asked in set(Whose) else Whose.ALL
    context = {
        "queue": waiting.rows(waiting.review_queue(person, whose), person),
        "whose": whose,
        "choices": [(Whose.ALL, _("Alle")), (Whose.MINE, _("Bei mir")), (Whose.FREE, _("Frei")),
                    (Whose.OTHERS, _("Bei anderen"))],
        "header_title": _("Begutachtung"),
    }  # fmt: skip
    return TemplateResponse(request, "bestpractice/admin/review_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the version that waits; a POST saves what the editor noted, and answers for exactly that version."""
    person = _editor(request)
    words = Recommendation.objects.select_related("practice", "association", "revision", "assigned_to")
    word = get_object_or_404(words, pk=pk)
    if not review.is_of(person, word):
        messages.error(request, _("Texte anderer Verbände können Sie nicht begutachten."))
        return redirect("review_queue")
    if not review.may_review(person, word):
        messages.error(
            request, _("An „%s“ haben Sie mitgeschrieben: Begutachten muss es jemand anderes.") % word.practice
        )
        return redirect("review_queue")
    if request.method == "POST":
        return _answer(request, word, person)
    return _page(request, word, ReviewForm(word))


def _editor(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not associations_of(request.user):
        raise PermissionDenied
    return request.user


def _answer(request: HttpRequest, word: Recommendation, person: User) -> HttpResponse:
    form = ReviewForm(word, request.POST)
    if not form.is_valid():
        return _page(request, word, form, status=422)
    try:
        form.save(person, _version_read(request, word))
        return _act(request, word, person, form)
    except ValueError as error:  # a colleague was faster
        if _by_script(request):
            return JsonResponse({"message": str(error)}, status=409)
        messages.error(request, str(error))
        word.refresh_from_db()
        return _page(request, word, form, status=409)


def _act(request: HttpRequest, word: Recommendation, person: User, form: ReviewForm) -> HttpResponse:
    act = request.POST.get("act")
    if act in ("grant", "refuse") and str(word.revision_id or "") != request.POST.get("revision"):
        messages.warning(request, _("Das Praxisbeispiel wurde inzwischen geändert. Bitte lesen Sie die neue Fassung."))
        return redirect(f"{request.path}?seit={_version_read(request, word) or ''}")
    match act:
        case "grant":
            return _grant(request, word, person)
        case "refuse":
            return _refuse(request, word, person, form)
        case "claim":
            review.claim(word, person)
            messages.success(request, _("„%s“ ist jetzt bei Ihnen.") % word.practice)
        case "release":
            review.release(word, person)
            messages.success(request, _("„%s“ ist wieder frei.") % word.practice)
        case _ if _by_script(request):
            return HttpResponse(status=204)
        case _:
            messages.success(request, _("Gemerkt. Der Kreis liest es erst mit Ihrer Entscheidung."))
    return redirect("review_queue") if request.POST.get("back") == "queue" else redirect("review", word.pk)


def _grant(request: HttpRequest, word: Recommendation, person: User) -> HttpResponse:
    ticked = Recommendation.objects.values_list("checklist", flat=True).get(pk=word.pk)
    if checklist.missing(ticked) and "knowingly" not in request.POST:
        word.refresh_from_db()
        return _page(request, word, ReviewForm(word), asks_knowingly=True)
    review.grant(word, person)
    messages.success(request, _("„%s“ ist jetzt empfohlen. Der Kreis erfährt es.") % word.practice)
    return redirect("review_queue")


def _refuse(request: HttpRequest, word: Recommendation, person: User, form: ReviewForm) -> HttpResponse:
    if not form.cleaned_data["reason"]:
        form.add_error("reason", _("Bitte begründen Sie, was fehlt."))
        return _page(request, word, form, status=422)
    review.refuse(word, person, form.cleaned_data["reason"])
    messages.success(request, _("Ihre Begründung zu „%s“ geht an den Kreis.") % word.practice)
    return redirect("review_queue")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _version_read(request: HttpRequest, word: Recommendation) -> int | None:
    """The version that stood on the page when it was opened."""
    number = request.POST.get("revision", "")
    found = word.practice.revisions.filter(pk=number) if number.isdecimal() else word.practice.revisions.none()
    key: int | None = found.values_list("pk", flat=True).first() or word.revision_id
    return key


def _page(
    request: HttpRequest, word: Recommendation, form: ReviewForm, *, status: int = 200, asks_knowingly: bool = False
) -> HttpResponse:
    context: dict[str, Any] = review_context(word, form, request.GET.get("seit", ""))
    context |= {"asks_knowingly": asks_knowingly, "person": request.user}
    return TemplateResponse(request, "bestpractice/admin/review.html", context, status=status)
