"""`/bibliothek/`: the materials of all owners."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.answers import answer
from search.query import Facet


@require_safe
def materials(request: HttpRequest) -> HttpResponse:
    heading = _("Was schon geschrieben ist")
    intro = _("Leitfäden, Vorlagen, Formulare, Recht und Studien, auch im Text der Dateien durchsuchbar.")
    fixed = {Facet.KIND: "material"}
    return answer(
        request, "library/materials.html", "/bibliothek/", fixed=fixed, extra={"heading": heading, "intro": intro}
    )


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """`/dossiers/`: the dossiers of the associations and the Land."""
    heading = _("Was man zusammen lesen sollte")
    intro = _("Dossiers der kommunalen Spitzenverbände und des Landes: ein Thema, in einer guten Reihenfolge.")
    fixed = {Facet.KIND: "dossier"}
    return answer(request, "search/list.html", "/dossiers/", fixed=fixed, extra={"heading": heading, "intro": intro})
