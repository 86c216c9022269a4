"""`/konto/mein-name/`: where one is named, and the button that takes it back; for everybody who can sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.admin.entry_views import signed_in
from directory.posts import names


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_name(request: HttpRequest) -> HttpResponse:
    """Needs no role: a right of the person, not of the post."""
    shown = names.names_of(signed_in(request))
    if request.method == "POST":
        number = request.POST.get("name", "")
        names.withdraw(get_object_or_404(shown, pk=number if number.isdecimal() else 0), signed_in(request))
        messages.success(request, _("Ihr Name ist zurückgenommen. In der Suche ist er in wenigen Minuten weg."))
        return redirect("my_name")
    return render(request, "directory/my_name.html", {"shown": shown})
