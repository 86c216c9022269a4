"""`/praxis/`: the practices of all districts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.answers import answer
from search.query import Facet


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    return answer(request, "bestpractice/list.html", "/praxis/", fixed={Facet.KIND: "practice"})
