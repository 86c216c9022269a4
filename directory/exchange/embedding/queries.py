"""What a district's embedded list shows: its offers that are not over, under their topics."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Offer
from regions.models import District
from search import service
from search.query import Facet, SearchQuery
from search.results import Hit
from vocabulary.models import Topic

MOST_HITS = 50


@dataclass(slots=True)
class Group:
    """A topic of the first tier with its offers; those without a topic come last."""

    heading: str
    offers: list[Offer] = field(default_factory=list)


def offers_by_topic(district: District, topic: Topic | None = None) -> list[Group]:
    """An offer with several topics stands under each of them. `topic` narrows, a first-tier one with all below it."""
    offers = _offers_in(district)
    if topic:
        offers = [offer for offer in offers if topic.pk in _topics_of(offer)]
        return [Group(topic.name, offers)] if offers else []
    first_tier = Topic.objects.filter(parent=None)
    groups = [Group(tier.name, [offer for offer in offers if tier.pk in _topics_of(offer)]) for tier in first_tier]
    rest = Group(_("Weitere Angebote"), [offer for offer in offers if not _topics_of(offer)])
    return [group for group in [*groups, rest] if group.offers]


def search_offers(district: District, words: str, topic: Topic | None = None) -> list[Hit]:
    """The portal's own search, within the district's offers."""
    filters = {Facet.KIND: frozenset(["offer"]), Facet.DISTRICT: frozenset([district.ags])}
    if topic:
        filters[Facet.TOPIC] = frozenset([topic.slug])
    query = SearchQuery(text=words, filters=filters, page_size=MOST_HITS, facets=False)
    return list(service.search(query).hits)


def _offers_in(district: District) -> list[Offer]:
    here = Q(organisation__home_district=district) | Q(organisation__districts_served=district)
    lasting = Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())
    rows = Offer.objects.filter(here, lasting).select_related("organisation", "source").prefetch_related("topics")
    return list(rows.distinct().order_by("title", "pk"))


def _topics_of(offer: Offer) -> set[int]:
    """The keys of an offer's topics and of those above them."""
    return {key for topic in offer.topics.all() for key in (topic.pk, topic.parent_id) if key}
