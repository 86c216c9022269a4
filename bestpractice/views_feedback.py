"""A district reads what an association said to its practice, at the section, and may answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bestpractice import checklist, feedback
from bestpractice.models import PracticePage, Recommendation, ReviewComment

LONGEST = ReviewComment._meta.get_field("answer").max_length or 0


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Each decision with its remarks, beside the practice as it stands in the editor; a POST answers one remark."""
    practice = get_object_or_404(PracticePage, pk=pk)
    if not practice.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        return _answer(request, practice)
    now: PracticePage = practice.get_latest_revision_as_object()
    decisions = [
        {
            "word": word,
            "remarks": feedback.remarks([word], now),
            "missing": checklist.missing(word.checklist) if word.checklist else [],
        }
        for word in feedback.decided(practice)
    ]
    waits = practice.recommendations.filter(state=Recommendation.State.PENDING).select_related("association")
    context = {
        "practice": practice,
        "decisions": decisions,
        "waits": waits,
        "longest": LONGEST,
        "header_title": _("Rückmeldungen"),
    }
    return TemplateResponse(request, "bestpractice/admin/feedback.html", context)


def _answer(request: HttpRequest, practice: PracticePage) -> HttpResponse:
    sent = ReviewComment.objects.exclude(recommendation__state=Recommendation.State.PENDING)
    number = request.POST.get("remark", "")
    comment = get_object_or_404(sent, recommendation__practice=practice, pk=number if number.isdecimal() else 0)
    feedback.answer(comment, request.POST.get("answer", "")[:LONGEST])
    messages.success(request, _("Gespeichert. Wer die nächste Fassung begutachtet, liest Ihre Antwort."))
    return redirect(f"{request.path}#anmerkung-{comment.pk}")
