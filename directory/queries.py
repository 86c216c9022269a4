"""What the directory's pages show, asked of the tables and of the search's rows."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.rights import audience_of
from directory.checking.due import missed
from directory.coverage.rights import coverage_url
from directory.entries import DISTRICT
from directory.models import DistrictPage, Location, Offer, Organisation, Post
from directory.sections import sections_for
from regions.models import Association, District, Land
from search import service
from search.query import Audience, Facet, SearchQuery, Sort
from vocabulary.models import Topic

SHOWN = 5  # of each kind on an owner's page
LISTS = {"practice": "/praxis/", "offer": "/angebote/", "organisation": "/einrichtungen/", "material": "/bibliothek/"}

Rows = dict[str, Any]  # {"hits": [Hit], "total": int, "url": address of the whole list}


def public_address(page: Page | str | None) -> str:
    """A page's address, "" where there is none to open: no page ("" in a template), or not published."""
    return page.get_url() or "" if isinstance(page, Page) and page.live else ""


def newest_of(district: District, audience: Audience) -> dict[str, Rows]:
    """The newest of each kind in a district: how its page lists things without knowing their apps."""
    queries = [
        SearchQuery(
            filters={Facet.KIND: frozenset([kind]), Facet.DISTRICT: frozenset([district.ags])},
            audience=audience,
            sort=Sort.DATE,
            page_size=SHOWN,
            semantic=False,
            facets=False,
        )
        for kind in LISTS
    ]
    return {
        kind: {"hits": results.hits, "total": results.total, "url": f"{path}?district={district.ags}"}
        for (kind, path), results in zip(LISTS.items(), service.search_many(queries), strict=True)
    }


def district_index() -> dict[str, Any]:
    """All districts in the strip's order for the map, and cities and counties by name for the list."""
    counts = practices_per_district()
    rows = [
        {
            "ags": page.district.ags,
            "name": page.district.full_name,
            "url": page.get_url(),
            "population": page.district.population,
            "count": counts.get(page.district.ags, 0),
            "kind": page.district.kind,
        }
        for page in DistrictPage.objects.live().select_related("district").order_by("district__kind", "district__ags")
    ]
    by_name = sorted(rows, key=lambda row: str(row["name"]))
    return {
        "districts": rows,
        "cities": [row for row in by_name if row["kind"] == District.Kind.CITY],
        "counties": [row for row in by_name if row["kind"] == District.Kind.COUNTY],
    }


def home_map(request: HttpRequest) -> dict[str, Any]:
    """The home page's map, and topics that many practices have as a way in."""
    index = district_index()
    return {
        "districts": index["districts"],
        "practices_total": sum(row["count"] for row in index["districts"]),
        "topics": often_used_topics(3),
    }


def often_used_topics(limit: int) -> list[dict[str, str]]:
    """Lower topics by how many things they lead to."""
    lower = Topic.objects.exclude(parent=None)
    used = lower.annotate(uses=Count("offers", distinct=True)).filter(uses__gt=0).order_by("-uses", "order")[:limit]
    return topic_chips(used, "/suche/")


def practices_per_district() -> dict[str, int]:
    """Official key → number of public practices."""
    query = SearchQuery(filters={Facet.KIND: frozenset(["practice"])}, page_size=1, semantic=False)
    return {value.value: value.count for value in service.search(query).facets[Facet.DISTRICT]}


def district_overview(district: District, person: User | AnonymousUser) -> dict[str, Any]:
    """A district's post, the newest of each kind with how many there are, and how many entries nobody confirmed."""
    lists = newest_of(district, audience_of(person))
    return {
        "post": Post.objects.filter(district=district).select_related("district").first(),
        "practices": lists["practice"],
        "offers": lists["offer"],
        "organisations": lists["organisation"],
        "materials": lists["material"],
        "unconfirmed": unconfirmed_in(district),
        "coverage_url": coverage_url(person, district),
        "sections": sections_for(district, person),
    }


def unconfirmed_in(district: District) -> int:
    """Entries of a district whose confirmation was missed twice."""
    today = timezone.localdate()
    return sum(missed(kind, today).filter(**{DISTRICT[kind]: district}).count() for kind in ("organisation", "offer"))


def districts_by_page() -> dict[str, District]:
    """Path of a district's page → the district; what hangs below the page belongs to it. One query."""
    return {district.page.path: district for district in District.objects.exclude(page=None).select_related("page")}


def association_overview(association: Association) -> dict[str, Any]:
    """An association's member districts; without districts its members are municipalities, which have no page."""
    pages = DistrictPage.objects.live().filter(district__associations=association).select_related("district")
    members = [{"name": page.district.full_name, "url": page.get_url()} for page in pages.order_by("district__name")]
    return {"members": members, "municipalities": association.municipalities.count()}


def land_overview(land: Land) -> dict[str, Any]:
    """The associations that, with the Land, carry the posts."""
    associations = Association.objects.filter(land=land, page__live=True).select_related("page")
    return {"members": [{"name": found.name, "url": found.page.get_url()} for found in associations]}


def offers_of(organisation: Organisation) -> list[Offer]:
    """An organisation's offers that are not over."""
    return [offer for offer in organisation.offers.all() if not offer.is_over()]


def topic_chips(topics: Iterable[Topic], path: str) -> list[dict[str, str]]:
    """Topics as ways to more of the same kind."""
    return [{"label": topic.name, "url": f"{path}?topic={topic.slug}"} for topic in topics]


def served_beside_home(organisation: Organisation) -> list[dict[str, str]]:
    """The other districts in which an organisation works, with the pages that can be opened."""
    districts = organisation.districts_served.exclude(pk=organisation.home_district_id).select_related("page")
    pages = [(district, getattr(district, "page", None)) for district in districts]
    return [{"label": district.full_name, "url": public_address(page)} for district, page in pages]


def places_to_go(offer: Offer) -> list[Location]:
    """Where an offer is; one that names no place, not even in words, is at its organisation."""
    own = list(offer.locations.all())
    is_elsewhere = bool(own or offer.place or offer.is_landwide)
    return own if is_elsewhere else list(offer.organisation.locations.all())
