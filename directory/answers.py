"""One way for all pages that list found things: read the address, ask the search, show the answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.rights import audience_of
from directory.lists.map import ON_MAP, location_map
from directory.lists.place import RADII, AskedPlace
from directory.models import Post
from regions.queries import district_labels
from search import service
from search.listing import listing_context, topic_links, without_place
from search.params import Address, parse, renewed
from search.query import SWITCHES, Facet, SearchQuery
from search.results import SearchResults

ENTRIES = frozenset(["offer", "organisation"])  # kinds that are free or not, accessible or not
OF_ENTRIES = SWITCHES - {Facet.RECOMMENDED}
NO_PLACE = AskedPlace()
MAP = "karte"  # in an address: show the results on a map


def answer(
    request: HttpRequest,
    template: str,
    path: str,
    *,
    fixed: Mapping[Facet, str] | None = None,
    place: AskedPlace = NO_PLACE,
    may_be_map: bool = False,
    extra: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """`fixed`: what the page itself narrows by, /angebote/ for example by its kind; `place`: where readers look.

    `may_be_map`: the page shows its results also as a map of where they are.
    """
    if now := renewed(request.GET):  # an address of before two topics or tags were merged
        return HttpResponsePermanentRedirect(f"{path}?{now.urlencode()}")
    by_page = _by_page(fixed, place)
    view = MAP if may_be_map and request.GET.get("ansicht") == MAP else ""
    query = question(request, fixed, place)
    if view:
        query = replace(query, page=1, page_size=ON_MAP, extracts=False)
    kinds = query.filters.get(Facet.KIND, frozenset())
    hidden = frozenset() if kinds and kinds <= ENTRIES else OF_ENTRIES
    address = Address(path, frozenset(by_page), place.carried, hidden, view)
    district = only_district(query)
    results = service.search(query)
    context = {
        **listing_context(query, results, address),
        "district": district,
        "place_text": district_labels().get(district, ""),
        "post": Post.objects.filter(district=district).select_related("district").first() if district else None,
        "suggestions": topic_links(path),
        "radii": RADII,
        "kept": _kept(query, address),
        **(_of_views(query, results, address) if may_be_map else {}),
        **(extra or {}),
    }
    return render(request, template, context | _of_place(place, query, address, context["chips"]))


def _of_views(query: SearchQuery, results: SearchResults, address: Address) -> dict[str, Any]:
    """The map, if it is asked for, and the way between it and the list."""
    views = [
        {"label": label, "url": replace(address, view=view).of(query), "current": address.view == view}
        for view, label in (("", _("Liste")), (MAP, _("Karte")))
    ]
    if not address.view:
        return {"views": views}
    districts = query.filters.get(Facet.DISTRICT, frozenset())
    return {"views": views, "map": location_map(results.hits, near=query.near, districts=districts), "pages": []}


def question(request: HttpRequest, fixed: Mapping[Facet, str] | None, place: AskedPlace) -> SearchQuery:
    """What an address asks on a page: for the page, and for the files that say the same."""
    return parse(request.GET, audience_of(request.user), _by_page(fixed, place), place.near)


def _by_page(fixed: Mapping[Facet, str] | None, place: AskedPlace) -> dict[Facet, str]:
    return dict(fixed or {}) | ({Facet.DISTRICT: place.district} if place.district else {})


def only_district(query: SearchQuery) -> str:
    """The official key of the one district that is asked about; empty for none or several."""
    chosen = query.filters.get(Facet.DISTRICT, frozenset())
    return next(iter(chosen)) if len(chosen) == 1 else ""


def _of_place(place: AskedPlace, query: SearchQuery, address: Address, chips: list[dict[str, str]]) -> dict[str, Any]:
    """What stands in the place's field, what is to be said about it, and a chip that takes it back."""
    if not place.text:
        return {}
    anywhere = without_place(query.without(Facet.DISTRICT) if place.district else query)
    elsewhere = address.elsewhere()
    chip = [{"label": place.label, "url": elsewhere.of(anywhere)}] if place.label else []
    return {
        "place_text": place.text,
        "place": place,
        "place_choices": [
            {"label": label, "url": replace(elsewhere, carried=tuple(said.items())).of(anywhere)}
            for label, said in place.choices
        ],
        "chips": chip + chips,
    }


def _kept(query: SearchQuery, address: Address) -> list[dict[str, str]]:
    """What the form with words and place sends along: filters but the district, for which the place stands."""
    return [
        {"name": facet.value, "value": value}
        for facet, values in query.filters.items()
        if facet not in address.fixed | {Facet.DISTRICT}
        for value in sorted(values)
    ] + ([{"name": "ansicht", "value": address.view}] if address.view else [])
