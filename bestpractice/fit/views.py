"""`/praxis/passt-zu-uns/`: for members, what runs in districts like theirs and not yet in their own."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bestpractice.fit.suggest import running_nearby
from bestpractice.fit.viewpoint import viewpoint_of

SHOWN = 30


@never_cache
@require_safe
@login_required
def fitting(request: HttpRequest) -> HttpResponse:
    viewpoint = viewpoint_of(request.user, request.GET.get("district", ""))
    if viewpoint is None:
        raise PermissionDenied
    nearby = running_nearby(viewpoint.district) if viewpoint.district else None
    suggestions = nearby.suggestions[:SHOWN] if nearby else ()
    context = {"viewpoint": viewpoint, "nearby": nearby, "suggestions": suggestions}
    return render(request, "bestpractice/fit/page.html", context)
