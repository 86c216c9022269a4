"""What is measured in one portal, each beside a yardstick that takes its turns; needs Django to be set up."""

import time
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from bestpractice.models import PracticePage
from directory.models import AssociationPage, DistrictPage, LandPage
from search import embedding, marks, service
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import SearchDocument
from search.query import Audience, SearchQuery
from tests.bench.figures import Figure, Group
from tests.bench.questions import QUESTIONS
from tests.factories import PracticeFactory

PUBLISHES = 30
ROUNDS = 4  # each question is asked so many times
REQUESTS = 40  # for each public page
LONGEST_WAIT = 10.0  # seconds until a publish must be found
NOWHERE = "/das-gibt-es-nicht/"

Step = Callable[[], object]


def measure() -> Iterator[Figure]:
    """All figures of this portal."""
    client = Client()
    engine = service.engines()[0]
    client.get("/suche/", {"q": "Sprachkurs"})  # dictionaries, templates and the index are read once a process
    yield from searches(engine)
    yield from pages(client)
    yield from publishes(client, engine)


def searches(engine: Engine) -> Iterator[Figure]:
    """Asked of the engine itself, one after the other, with facets and extracts."""
    yardstick = bare_question(engine)
    asked = QUESTIONS * ROUNDS

    def steps(*, semantic: bool) -> list[Step]:
        return [lambda text=text: engine.search(SearchQuery(text, semantic=semantic)) for text in asked]

    yield beside(Group.SEARCH, "words", yardstick, steps(semantic=False))
    if embedding.available():
        # A question is encoded once and remembered, so it is told apart here, and done when the search is measured.
        encoding: list[Step] = [lambda text=text: embedding.embed_question(text) for text in QUESTIONS]
        yield beside(Group.SEARCH, "encoding a question", yardstick, encoding)
        yield beside(Group.SEARCH, "words and meaning", yardstick, steps(semantic=True))


def bare_question(engine: Engine) -> Step:
    """The least that can be asked of the same server."""
    if isinstance(engine, ElasticsearchEngine):
        match = {"match": {"terms.body": "beratung"}}
        return lambda: engine.client.search(index=engine.indices.read, query=match, source=False, size=20)
    return select_one


def select_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchall()


def pages(client: Client) -> Iterator[Figure]:
    """Each public page; of a kind every page counts its queries, and the first of them take turns to be timed."""
    for what, addresses in public_pages().items():
        queries = max(queries_of(client, address) for address in addresses)
        turns = [addresses[turn % len(addresses)] for turn in range(REQUESTS)]
        steps: list[Step] = [lambda address=address: client.get(address) for address in turns]
        yield beside(Group.PAGES, what, lambda: client.get("/healthz"), steps, queries=queries)


def public_pages() -> dict[str, list[str]]:
    found = SearchDocument.objects.filter(alive=True, audience=Audience.PUBLIC)
    of_kinds: dict[str, list[str]] = {}
    for kind, url in found.order_by("kind", "pk").values_list("kind", "url"):
        of_kinds.setdefault(f"each {kind}", []).append(url)
    owners = [*AssociationPage.objects.live(), *LandPage.objects.live()]
    return {
        "/": ["/"],
        "/suche/": ["/suche/"],
        "/suche/?q=…": [f"/suche/?q={text}" for text in QUESTIONS],
        "/suche/?q=…&kind=…&district=…": [f"/suche/?q={text}&kind=offer&district=07315" for text in QUESTIONS],
        **{address: [address] for address in ("/kreise/", "/praxis/", "/angebote/", "/einrichtungen/", "/bibliothek/")},
        "/ansprechstelle/?ort=…": ["/ansprechstelle/?ort=55116", "/ansprechstelle/?ort=Kaiserslautern"],
        **of_kinds,
        "associations and Land": [page.get_url() for page in owners],
        "/impressum/": ["/impressum/"],
        "/konto/login/": ["/konto/login/"],
        "no such page": [NOWHERE],
    }


def queries_of(client: Client, address: str) -> int:
    """SQL queries of a page of which nothing is cached. Raises RuntimeError for a page that does not answer."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
    if status != (404 if address == NOWHERE else 200):
        raise RuntimeError(f"{address} answers {status}")
    return len(queries)


def publishes(client: Client, engine: Engine) -> Iterator[Figure]:
    """From the call of publish() until the public search shows the page's address."""
    parent = DistrictPage.objects.live().first()
    written = [
        PracticeFactory(parent=parent, live=False, title=f"Lesepatinnen messung{number}") for number in range(PUBLISHES)
    ]
    returned: list[float] = []

    def step(number: int) -> Step:
        return lambda: returned.append(publish_until_found(client, written[number], f"messung{number}"))

    found = beside(Group.PUBLISH, "found", bare_write(engine), [step(number) for number in range(PUBLISHES)])
    yield Figure.of(Group.PUBLISH, "publish() returns", returned, found.yardstick, found.yardstick_ms)
    yield found
    for page in Page.objects.filter(pk__in=[page.pk for page in written]):
        page.specific.delete()


def publish_until_found(client: Client, practice: PracticePage, word: str) -> float:
    """Returns the milliseconds of publish() alone. Raises RuntimeError when the page is not found in time."""
    revision = practice.save_revision()
    marks.budget().left = marks.SECONDS_AT_ONCE  # people publish minutes apart, not thirty times in a row
    began = time.perf_counter()
    revision.publish()
    returned = time.perf_counter() - began
    address = practice.get_url().encode()
    while address not in client.get("/suche/", {"q": word}).content:
        if time.perf_counter() - began > LONGEST_WAIT:
            raise RuntimeError(f"{word} was not found within {LONGEST_WAIT} s")
        time.sleep(0.002)
    return returned * 1000
