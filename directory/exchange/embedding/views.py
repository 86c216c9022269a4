"""The embedded list and its script: the only addresses that another site may frame. No cookie, nobody is known here."""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from directory.exchange.embedding.queries import offers_by_topic, search_offers
from regions.models import District
from vocabulary.queries import topic_called

FRESH_FOR = 300  # seconds


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types know no view with arguments
@cache_control(public=True, max_age=FRESH_FOR)
@require_safe
def embedded_offers(request: HttpRequest, slug: str) -> HttpResponse:
    """`/einbetten/<district>/?thema=&suche=1&q=`: `suche` shows the search field, `q` is what was typed there."""
    district = get_object_or_404(District.objects.select_related("post"), slug=slug)
    wanted = request.GET.get("thema", "").replace("\x00", "")
    topic = topic_called(wanted) if wanted else None
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    context = {
        "district": district,
        "topic": topic,
        "words": words,
        "with_search": "suche" in request.GET,
        "hits": search_offers(district, words, topic) if words else [],
        "groups": [] if words else offers_by_topic(district, topic),
    }
    return render(request, "directory/embedding/offers.html", context)


@cache_control(public=True, max_age=FRESH_FOR)
@require_safe
def embedding_script(request: HttpRequest) -> HttpResponse:
    """`/einbetten.js`: an address that stays, for it stands on other people's pages; the file's own changes."""
    return redirect(static("js/embed.js"))
