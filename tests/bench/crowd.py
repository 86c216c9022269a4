"""The list of 20,000 offers: examples many times over, and the questions that such a list is asked."""

import random
import sys
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice

from django.db import connection
from django.db.models import F
from django.test import Client

from search import service
from search.deliver import deliver_to
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.geo import rounded
from search.models import DatabaseIndex, SearchDocument
from search.query import YES, Facet, Near, SearchQuery, Sort
from tests.bench.figures import Figure, Group, Step, in_turn

OFFERS = 20_000
ROUNDS = 8  # in which each list is asked for once
REREADS = 12
KIND, LANGUAGE, DISTRICT, FREE = Facet.KIND, Facet.LANGUAGE, Facet.DISTRICT, Facet.FREE
OFFER = frozenset(["offer"])
MAINZ = Near(49.9989, 8.2739, 25)
LISTS = (
    SearchQuery(filters={KIND: OFFER}),
    SearchQuery(filters={KIND: OFFER}, page=7),
    SearchQuery(filters={KIND: OFFER, LANGUAGE: frozenset(["ar", "uk"])}),
    SearchQuery(filters={KIND: OFFER, LANGUAGE: frozenset(["fa"]), FREE: frozenset([YES])}),
    SearchQuery(filters={KIND: OFFER, DISTRICT: frozenset(["07315"]), LANGUAGE: frozenset(["en"])}),
    SearchQuery(filters={KIND: OFFER}, near=MAINZ, sort=Sort.DISTANCE),
    SearchQuery(filters={KIND: OFFER, FREE: frozenset([YES])}, near=MAINZ, sort=Sort.DISTANCE),
)
ADDRESSES = ("/angebote/", "/angebote/?language=ar&free=1", "/angebote/?ort=55116&umkreis=25")


def fill() -> None:
    """Each example offer again and again, elsewhere and in other words' company, until there are enough."""
    known = SearchDocument.objects.filter(kind="offer", alive=True).count()
    chance = random.Random(4)
    examples = list(SearchDocument.objects.filter(kind="offer", alive=True).exclude(key__startswith="crowd:"))
    made = [
        _like(example, number, chance) for number, example in enumerate(islice(cycle(examples), max(OFFERS - known, 0)))
    ]
    SearchDocument.objects.bulk_create(made, batch_size=500)
    engine = service.engines()[0]
    print(f"writing {OFFERS} offers to {engine.name}", file=sys.stderr)
    deliver_to(engine, str(engine.live_index()))


def _like(example: SearchDocument, number: int, chance: random.Random) -> SearchDocument:
    """In another district some kilometres away, in other languages, free or not; its words are its own."""
    copy = SearchDocument(
        **{
            field.attname: getattr(example, field.attname)
            for field in SearchDocument._meta.fields
            if not field.primary_key
        }
    )
    other = dict(example.facets)
    languages = ["de", "en", "ar", "fa", "uk", "ru", "tr", "fr", "ti", "so"]
    other[LANGUAGE] = sorted({"de", *chance.sample(languages, chance.randrange(4))})
    other[FREE] = [YES] if chance.random() < 0.6 else []
    copy.key, copy.version, copy.facets = f"crowd:{number}", 1, other
    copy.points = [rounded((lat + chance.gauss(0, 0.1), lon + chance.gauss(0, 0.15))) for lat, lon in example.points]
    return copy


def measure() -> Iterator[Figure]:
    engine = service.engines()[0]
    client = Client()
    client.get("/angebote/")  # what is read once a process
    name, yardstick = bare_list(engine)
    own, bare = in_turn(yardstick, [partial(engine.search, query) for query in LISTS * ROUNDS])
    yield Figure.of(Group.CROWD, "facet list", own, beside=name, yardstick=bare)
    if not isinstance(engine, ElasticsearchEngine):
        own, bare = in_turn(yardstick, [partial(reread, engine)] * REREADS)
        yield Figure.of(Group.CROWD, "facet list after a change", own, beside=name, yardstick=bare)
    own, bare = in_turn(partial(client.get, "/healthz"), [partial(client.get, page) for page in ADDRESSES * ROUNDS])
    yield Figure.of(Group.CROWD, "/angebote/ as a page", own, beside="/healthz", yardstick=bare)


def bare_list(engine: Engine) -> tuple[str, Step]:
    """The least that counts the same things on the same server."""
    if isinstance(engine, ElasticsearchEngine):
        counted = {"language": {"terms": {"field": "language", "size": 100}}}
        index = engine.indices.read
        return "match_all with one terms aggregation", lambda: engine.client.search(index=index, aggs=counted, size=20)
    count = "SELECT count(*) FROM search_searchdocument WHERE kind = 'offer' AND alive"
    return "SELECT count(*)", lambda: connection.cursor().execute(count).fetchone()


def reread(engine: Engine) -> None:
    """As when one thing was just published."""
    DatabaseIndex.objects.filter(live=True).update(revision=F("revision") + 1)
    engine.search(LISTS[0])
