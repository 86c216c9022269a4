"""The guided step that hands a post over: choose, see what passes, confirm; and taking back a planned one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.rights import is_operator, may_edit_district
from directory.admin.entry_views import signed_in
from directory.models import Handover, Post
from directory.posts import handover
from directory.posts.forms import HandoverForm
from directory.posts.handover import Passing
from directory.posts.views import page
from directory.posts.views_deputy import decided_post


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """First whom and from when, then what will pass; only the second, confirmed POST acts."""
    post, by = decided_post(request, pk), signed_in(request)
    form = HandoverForm(request.POST or None, post=post, by=by, may_choose=is_operator(by))
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return page(request, "handover", post, form=form)
    if "confirm" not in request.POST:
        return _preview(request, post, form)
    try:
        with transaction.atomic():
            planned = handover.plan(post, form.predecessor, form.somebody(), form.cleaned_data["first_day"], by)
    except ValidationError as error:
        form.add_error(None, error)
        return page(request, "handover", post, form=form)
    return _done(request, planned, by)


def _preview(request: HttpRequest, post: Post, form: HandoverForm) -> HttpResponse:
    passing = Passing(post, form.predecessor, None, form.cleaned_data["first_day"])
    return page(
        request,
        "handover_preview",
        post,
        form=form,
        passing=passing,
        successor=form.describe(),
        items=handover.what_passes(passing),
        shown=post.holder_names.filter(withdrawn_at=None).exists(),
        is_today=passing.first_day == timezone.localdate(),
        is_own=passing.predecessor == signed_in(request),
    )


def _done(request: HttpRequest, planned: Handover, by: User) -> HttpResponse:
    planned.refresh_from_db()
    if planned.status == Handover.Status.DONE:
        messages.success(request, _("%(post)s ist übergeben.") % {"post": planned.post})
    else:
        messages.success(request, _("Die Übergabe ist geplant. Sie geschieht an dem Tag von selbst."))
    still_in = may_edit_district(User.objects.get(pk=by.pk), planned.post.district_id)
    return redirect("post_overview", planned.post_id) if still_in else redirect("/")


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    post = decided_post(request, pk)
    planned = get_object_or_404(Handover, post=post, status=Handover.Status.PLANNED)
    try:
        handover.cancel(planned, signed_in(request))
        messages.success(request, _("Die Übergabe ist abgesagt; alles bleibt, wie es war."))
    except ValueError as error:
        messages.error(request, str(error))
    return redirect("post_overview", post.pk)
