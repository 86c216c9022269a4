"""What a district does with a source that it has subscribed: pull it now, or end the subscription."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rights import may_edit_district
from directory.models import Source
from directory.subscribed.release import unsubscribe
from directory.subscribed.tasks import pull_source


def source_of(request: HttpRequest, pk: int) -> Source:
    """A subscribed source, for those who act for its district. Raises Http404, PermissionDenied."""
    source = get_object_or_404(Source.objects.subscribed(), pk=pk)
    if not may_edit_district(request.user, source.district_id):
        raise PermissionDenied
    return source


@require_POST
def pull_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Also the list that lost a third, if somebody has looked and says that this is so."""
    source = source_of(request, pk)
    pull_source.enqueue(source.pk, anew=True, even_if_shorter="shorter" in request.POST)
    messages.success(request, _("„%s“ wird jetzt abgerufen. Laden Sie diese Seite in einer Minute neu.") % source)
    return redirect("source:edit", source.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then frees the entries."""
    source = source_of(request, pk)
    if request.method == "POST":
        count = unsubscribe(source)
        said = ngettext(
            "„%(source)s“ ist abbestellt. %(count)s Eintrag gehört jetzt Ihnen.",
            "„%(source)s“ ist abbestellt. %(count)s Einträge gehören jetzt Ihnen.",
            count,
        )
        messages.success(request, said % {"source": source, "count": count})
        return redirect("source:index")
    context = {"source": source, "header_title": _("„%s“ abbestellen?") % source}
    return TemplateResponse(request, "directory/admin/unsubscribe.html", context)
