"""`/praxis/`: the practices of all districts."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.rights import is_member
from bestpractice.takealong.feeds import feed_question
from directory.answers import answer
from search.query import Facet


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    heading = _("Wer hat das schon gelöst?")
    intro = _("Praxisbeispiele aus Städten und Landkreisen: wie es geht, was es kostet und was nicht geklappt hat.")
    return answer(
        request,
        "bestpractice/list.html",
        "/praxis/",
        fixed={Facet.KIND: "practice"},
        extra={
            "heading": heading,
            "intro": intro,
            "takealong": True,
            "feed_question": feed_question(request.GET),
            "is_member": is_member(request.user),
        },
    )
