"""What is measured in one portal; needs Django to be set up."""

import logging
import time
from collections.abc import Iterator
from functools import partial

from django.core.cache import cache
from django.db import connection, reset_queries
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from bestpractice.models import PracticePage
from directory.models import AssociationPage, DistrictPage, LandPage
from search import embedding, jobs, marks, service
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import SearchDocument
from search.query import Audience, SearchQuery
from tests.bench.figures import Figure, Group, Step, in_turn, timed
from tests.bench.practice import spread
from tests.bench.questions import QUESTIONS

PUBLISHES = 30
ROUNDS = 4  # in which each question is asked once
REQUESTS = 40  # for each public page
LONGEST_WAIT = 10.0  # seconds until a publish must be found
PRACTICE = {
    "starting_point": "<p>Kinder hatten zu Hause niemanden, der ihnen vorliest.</p>",
    "what_we_did": "<p>Ehrenamtliche lesen zweimal in der Woche in der Bücherei vor, auch in anderen Sprachen.</p>",
    "what_it_took": "<p>Einen Raum, Bücher und jemanden, der die Termine hält.</p>",
    "contact": "integration@example.org",
}
NOWHERE = "/das-gibt-es-nicht/"


def measure() -> Iterator[Figure]:
    """All figures of this portal."""
    logging.getLogger("django.request").setLevel(logging.ERROR)  # the page that is not there is asked for on purpose
    client = Client()
    engine = service.engines()[0]
    client.get("/suche/", {"q": "Willkommen"})  # dictionaries, templates and the index are read once a process
    yield from searches(engine)
    yield from pages(client)
    yield from publishes(client, engine)


def searches(engine: Engine) -> Iterator[Figure]:
    """Questions to the engine itself, one after the other, with facets and extracts."""
    name, yardstick = bare_question(engine)

    def beside(what: str, steps: list[Step]) -> Figure:
        own, bare = in_turn(yardstick, steps)
        return Figure.of(Group.SEARCH, what, own, beside=name, yardstick=bare)

    def asked(*, semantic: bool) -> list[Step]:
        queries = [SearchQuery(text, semantic=semantic) for text in QUESTIONS * ROUNDS]
        return [partial(engine.search, query) for query in queries]

    yield beside("words", asked(semantic=False))
    if embedding.available():
        # A question is encoded once and remembered: told apart here, and done when the search is measured.
        yield beside("encoding a question", [partial(embedding.embed_question, text) for text in QUESTIONS])
        yield beside("words and meaning", asked(semantic=True))


def bare_question(engine: Engine) -> tuple[str, Step]:
    """The least that can be asked of the same server."""
    if isinstance(engine, ElasticsearchEngine):
        index, match = engine.indices.read, {"match": {"terms.body": "beratung"}}
        return "a match query", lambda: engine.client.search(index=index, query=match, source=False, size=20)
    return "SELECT 1", lambda: connection.cursor().execute("SELECT 1")


def pages(client: Client) -> Iterator[Figure]:
    """Public pages through the WSGI handler; every page of a kind counts its queries, the first are timed in turn."""
    for what, addresses in public_pages().items():
        cold, warm = zip(*(queries_of(client, address) for address in addresses), strict=True)
        turns = [addresses[turn % len(addresses)] for turn in range(REQUESTS)]
        own, bare = in_turn(partial(client.get, "/healthz"), [partial(client.get, address) for address in turns])
        yield Figure.of(Group.PAGES, what, own, beside="/healthz", yardstick=bare, queries=(max(warm), max(cold)))


def public_pages() -> dict[str, list[str]]:
    """{what: addresses}: single pages, and all pages of each kind that can be found."""
    found = SearchDocument.objects.filter(alive=True, audience=Audience.PUBLIC)
    of_kinds: dict[str, list[str]] = {}
    for kind, url in found.order_by("kind", "pk").values_list("kind", "url"):
        of_kinds.setdefault(f"every {kind}", []).append(url)
    owners = [*AssociationPage.objects.live(), *LandPage.objects.live()]
    lists = ("/kreise/", "/praxis/", "/angebote/", "/einrichtungen/", "/bibliothek/")
    return {
        "/": ["/"],
        "/suche/": ["/suche/"],
        "/suche/?q=…": [f"/suche/?q={text}" for text in QUESTIONS],
        "/suche/?q=…&kind=…&district=…": [f"/suche/?q={text}&kind=offer&district=07315" for text in QUESTIONS],
        **{address: [address] for address in lists},
        "/ansprechstelle/?ort=…": ["/ansprechstelle/?ort=55116", "/ansprechstelle/?ort=Kaiserslautern"],
        **of_kinds,
        "a practice used in 35 districts": [spread().get_url()],
        "associations and Land": [page.get_url() for page in owners],
        "/impressum/": ["/impressum/"],
        "/konto/login/": ["/konto/login/"],
        "no such page": [NOWHERE],
    }


def queries_of(client: Client, address: str) -> tuple[int, int]:
    """A page's SQL queries while nothing is cached, and the next time. Raises RuntimeError when it does not answer."""
    cache.clear()
    counts = []
    for _ in range(2):
        reset_queries()  # Django keeps 9000, then counts wrong
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        if status != (404 if address == NOWHERE else 200):
            raise RuntimeError(f"{address} answers {status}")
        counts.append(len(queries))
    return counts[0], counts[1]


def publishes(client: Client, engine: Engine) -> Iterator[Figure]:
    """From the call of publish() until the public search shows the page's address."""
    name, yardstick = bare_write(engine)
    parent = DistrictPage.objects.earliest("pk")
    written, bare, times = [], [], []
    for number in range(PUBLISHES):
        practice = PracticePage(title=f"Lesepatinnen messung{number}", **PRACTICE, live=False)
        parent.add_child(instance=practice)
        written.append(practice)
        bare.append(timed(yardstick))
        times.append(publish(client, practice, f"messung{number}"))
    returned, found = zip(*times, strict=True)
    yield Figure.of(Group.PUBLISH, "publish() returns", returned, beside=name, yardstick=bare)
    yield Figure.of(Group.PUBLISH, "found by the public search", found, beside=name, yardstick=bare)
    for practice in written:
        practice.delete()
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


def bare_write(engine: Engine) -> tuple[str, Step]:
    """The least that makes something durable, on Elasticsearch: something findable."""
    if isinstance(engine, ElasticsearchEngine):
        index = f"{engine.indices.prefix}-yardstick"
        return "a document indexed", lambda: engine.client.index(index=index, document={"number": 1}, refresh=True)
    return "a row written", lambda: Site.objects.update(port=F("port"))


def publish(client: Client, practice: PracticePage, word: str) -> tuple[float, float]:
    """Milliseconds until publish() returns, and until the page is found. Raises RuntimeError when it is not."""
    revision = practice.save_revision()
    address = practice.get_url().encode()
    marks.budget().left = marks.SECONDS_AT_ONCE  # people publish minutes apart, not thirty times in a row
    began = time.perf_counter()
    revision.publish()
    returned = time.perf_counter() - began
    while address not in client.get("/suche/", {"q": word}).content:
        if time.perf_counter() - began > LONGEST_WAIT:
            raise RuntimeError(f"{word} was not found within {LONGEST_WAIT} s")
        time.sleep(0.002)
    return returned * 1000, (time.perf_counter() - began) * 1000
