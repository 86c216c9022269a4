"""`/bibliothek/`: the materials of all owners."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.answers import answer
from search.query import Facet


@require_safe
def materials(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        "search/list.html",
        "/bibliothek/",
        fixed={Facet.KIND: "material"},
        extra={"heading": _("Bibliothek"), "intro": _("Leitfäden, Vorlagen, Formulare und Studien, im Volltext durchsuchbar.")},
    )
