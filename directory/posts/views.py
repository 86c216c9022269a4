"""One post in the admin: what the public sees of it, whose name is shown, who stands in, and to whom it passes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory.admin.entry_views import signed_in
from directory.models import Handover, HolderName, Post
from directory.posts import names
from directory.posts.deputy import deputies_of
from directory.posts.forms import NameForm
from directory.posts.handover import planned_for
from directory.posts.rights import may_decide, may_see
from directory.queries import public_address

EARLIER = 5


def post_of(request: HttpRequest, pk: int) -> Post:
    """The post, for those who act for it. Raises Http404, PermissionDenied."""
    post = get_object_or_404(Post.objects.select_related("district__page"), pk=pk)
    if not may_see(signed_in(request), post):
        raise PermissionDenied
    return post


def page(request: HttpRequest, template: str, post: Post, status: int = 200, **context: Any) -> HttpResponse:
    """A page about one post."""
    context = {"post": post, "header_title": str(post), "may_decide": may_decide(signed_in(request), post), **context}
    return TemplateResponse(request, f"directory/admin/{template}.html", context, status=status)


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the post on one page."""
    post = post_of(request, pk)
    return page(
        request,
        "post",
        post,
        public_url=public_address(getattr(post.district, "page", None)),
        shown=post.holder_names.filter(withdrawn_at=None).select_related("recorded_by").first(),
        withdrawn=post.holder_names.exclude(withdrawn_at=None)[:EARLIER],
        deputies=deputies_of(post),
        handover=planned_for(post),
        earlier=post.handovers.filter(status=Handover.Status.DONE)[:EARLIER],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Records a name with its legal basis."""
    post = post_of(request, pk)
    form = NameForm(request.POST or None, post=post)
    if request.method == "POST" and form.is_valid():
        names.show_name(post, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("Der Name steht jetzt auf der Seite."))
        return redirect("post_overview", post.pk)
    return page(request, "show_name", post, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then takes the name out of everything."""
    post = post_of(request, pk)
    shown = get_object_or_404(HolderName, post=post, withdrawn_at=None)
    if request.method != "POST":
        return page(request, "withdraw_name", post, shown=shown)
    names.withdraw(shown, signed_in(request))
    messages.success(request, _("Der Name ist zurückgenommen."))
    return redirect("post_overview", post.pk)
