"""What the directory's pages show, asked of the tables and of the search's rows."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.rights import audience_of
from directory.models import DistrictPage, Offer, Organisation, Post
from regions.models import District
from search import service
from search.query import Audience, Facet, SearchQuery, Sort
from search.results import Hit, SearchResults

SHOWN = 5  # of each kind on a district's page


def newest(kind: str, *, district: str = "", audience: Audience = Audience.PUBLIC, limit: int = SHOWN) -> SearchResults:
    """The newest of a kind, in one district or in all: how pages list things without knowing their apps."""
    filters = {Facet.KIND: frozenset([kind])}
    if district:
        filters[Facet.DISTRICT] = frozenset([district])
    return service.search(
        SearchQuery(filters=filters, audience=audience, sort=Sort.DATE, page_size=limit, semantic=False, facets=False)
    )


def district_index() -> dict[str, Any]:
    """All districts with their pages' addresses, cities and counties apart, as the map and the list show them."""
    posts = {post.district_id: post for post in Post.objects.all()}
    rows = [
        {
            "district": page.district,
            "ags": page.district.ags,
            "name": page.district.full_name,
            "url": page.get_url(),
            "post": posts.get(page.district.ags),
        }
        for page in DistrictPage.objects.live().select_related("district").order_by("district__name")
    ]
    return {
        "map_values": [{"ags": row["ags"], "name": row["name"], "url": row["url"]} for row in rows],
        "cities": [row for row in rows if row["district"].kind == District.Kind.CITY],
        "counties": [row for row in rows if row["district"].kind == District.Kind.COUNTY],
    }


def district_overview(district: District, person: User | AnonymousUser) -> dict[str, Any]:
    """A district's post, the newest of each kind with how many there are, and what is shown of its numbers."""
    audience = audience_of(person)
    lists = {
        kind: newest(kind, district=district.ags, audience=audience)
        for kind in ("practice", "offer", "organisation", "material")
    }
    return {
        "district": district,
        "post": Post.objects.filter(district=district).first(),
        "practices": lists["practice"],
        "offers": lists["offer"],
        "organisations": lists["organisation"],
        "materials": lists["material"],
        "density": round(district.population / float(district.area_km2)),
    }


def offers_of(organisation: Organisation) -> list[Offer]:
    """An organisation's offers that are not over."""
    return [offer for offer in organisation.offers.all() if not offer.is_over()]


def spread(limit: int) -> tuple[Hit, ...]:
    """The practices that most districts use, for the home page: how they spread, not how new they are."""
    hits = newest("practice", limit=200).hits
    by_use = sorted(hits, key=lambda hit: (-int(str(hit.facts.get("used", 0))), not hit.facts.get("recommended_by")))
    return tuple(by_use[:limit])
