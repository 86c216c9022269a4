"""`/bibliothek/`: the materials of all owners."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.answers import answer
from search.query import Facet


@require_safe
def materials(request: HttpRequest) -> HttpResponse:
    return answer(request, "library/list.html", "/bibliothek/", fixed={Facet.KIND: "material"})
