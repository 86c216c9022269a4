"""The addresses of the lists: offers, and who offers them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.answers import answer
from directory.lists.place import asked_place
from search.query import Facet


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """`/angebote/`"""
    intro = _("Beratung, Kurse, Begleitung: nach Ort, Thema und Sprache.")
    return _list(request, "offer", "/angebote/", heading=_("Welche Angebote gibt es?"), intro=intro)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """`/einrichtungen/`"""
    intro = _("Behörden, Beratungsstellen, Träger, Vereine und Initiativen in den Kreisen.")
    return _list(request, "organisation", "/einrichtungen/", heading=_("Wer arbeitet hier mit?"), intro=intro)


def _list(request: HttpRequest, kind: str, path: str, **words: str) -> HttpResponse:
    place = asked_place(request.GET)
    extra = {**words, "with_place": True, "takealong": True}
    fixed = {Facet.KIND: kind}
    return answer(request, "directory/list.html", path, fixed=fixed, place=place, may_be_map=True, extra=extra)
