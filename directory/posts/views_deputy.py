"""Appointing a deputy, changing the last day, ending it: for the manager and the operator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Role
from directory.admin.entry_views import signed_in
from directory.models import Post
from directory.posts import deputy
from directory.posts.forms import DeputyForm, LastDayForm
from directory.posts.rights import may_decide
from directory.posts.views import page, post_of


def decided_post(request: HttpRequest, pk: int) -> Post:
    """The post, for those who may decide about it. Raises Http404, PermissionDenied."""
    post = post_of(request, pk)
    if not may_decide(signed_in(request), post):
        raise PermissionDenied
    return post


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    post, by = decided_post(request, pk), signed_in(request)
    form = DeputyForm(request.POST or None, post=post, leave_out=by)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                days = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
                role = deputy.appoint(post, form.somebody(), *days, by)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(person)s vertritt Sie %(days)s.") % _told(role))
            return redirect("post_overview", post.pk)
    return page(request, "appoint_deputy", post, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    """Another last day."""
    post = decided_post(request, pk)
    standing_in = get_object_or_404(deputy.deputies_of(post), pk=role)
    form = LastDayForm(request.POST or None, initial={"last_day": standing_in.valid_until})
    if request.method == "POST" and form.is_valid():
        try:
            deputy.move_last_day(standing_in, form.cleaned_data["last_day"], post, signed_in(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(person)s vertritt Sie %(days)s.") % _told(standing_in))
            return redirect("post_overview", post.pk)
    return page(request, "change_deputy", post, form=form, role=standing_in)


@require_POST
def end(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    post = decided_post(request, pk)
    standing_in = get_object_or_404(deputy.deputies_of(post), pk=role)
    person = standing_in.user
    deputy.end(standing_in, post, signed_in(request))
    messages.success(request, _("Die Vertretung durch %(person)s ist beendet.") % {"person": person})
    return redirect("post_overview", post.pk)


def _told(role: Role) -> dict[str, object]:
    return {"person": role.user, "days": deputy.days_of(role)}
