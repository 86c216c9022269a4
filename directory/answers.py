"""One way for all pages that list found things: read the address, ask the search, show the answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.rights import audience_of
from directory.models import Post
from regions.queries import district_labels
from search import service
from search.listing import listing_context, topic_links
from search.params import Address, parse
from search.query import Facet, SearchQuery


def answer(
    request: HttpRequest,
    template: str,
    path: str,
    *,
    fixed: Mapping[Facet, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """`fixed`: what the page itself narrows by, /angebote/ for example by its kind."""
    query = parse(request.GET, audience_of(request.user), fixed)
    address = Address(path, frozenset(fixed or {}))
    context = listing_context(query, service.search(query), address)
    district = only_district(query)
    context |= {
        "district": district,
        "place_text": district_labels().get(district, ""),
        "post": Post.objects.filter(district=district).select_related("district").first() if district else None,
        "suggestions": topic_links(path),
    }
    return render(request, template, {**context, **(extra or {})})


def only_district(query: SearchQuery) -> str:
    """The official key of the one district that is asked about; empty for none or several."""
    chosen = query.filters.get(Facet.DISTRICT, frozenset())
    return next(iter(chosen)) if len(chosen) == 1 else ""
