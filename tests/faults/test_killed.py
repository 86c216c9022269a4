"""What is committed is found in the end, whoever is killed meanwhile, and no page breaks."""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults.portal import Portal, Web, portal, wait_for
from tools.services import Server

PUBLISHED = 200
FEW = 60

pytestmark = pytest.mark.timeout(420)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of this test's own; "" is SQLite in its folder."""
    if request.param == "sqlite":
        yield ""
        return
    server = request.getfixturevalue("postgres_url")
    name = f"faults_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server.rsplit('/', 1)[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_nothing_is_lost_when_elasticsearch_is_killed_amid_publishing(
    tmp_path: Path, own_elasticsearch: Server
) -> None:
    with portal(tmp_path, elasticsearch_url=own_elasticsearch.url) as site:
        web = site.serve()
        site.work()
        wait_for(lambda: web.status("/healthz") == 200, 60, "the portal does not start")
        publisher = site.publish(0, PUBLISHED)
        broken = watch(web, site, until=PUBLISHED // 4)
        own_elasticsearch.kill()
        broken += watch(web, site, until=PUBLISHED * 3 // 4)
        assert web.json("/api/v1/search?q=Lesepatinnen")["degraded"]
        own_elasticsearch.start()
        broken += watch(web, site, until=PUBLISHED)
        assert publisher.wait() == 0, site.said()
        assert broken == []
        wait_for(lambda: found(web) == (PUBLISHED, "elasticsearch", False), 60, f"arrived: {found(web)}")
        assert_nothing_drifted(site)


def test_nothing_is_lost_when_the_work_process_is_killed(tmp_path: Path, database_url: str) -> None:
    with portal(tmp_path, database_url=database_url) as site:
        work = site.work()
        publisher = site.publish(0, FEW)
        for part in (1, 2, 3):
            wait_for(lambda part=part: site.published() > part * FEW // 4, 120, site.said())
            work.kill()
            work = site.work()
        assert publisher.wait() == 0, site.said()
        assert_nothing_drifted(site)


def test_four_writers_at_once_never_meet_a_locked_sqlite(tmp_path: Path) -> None:
    with portal(tmp_path, publishers=4) as site:
        site.work()
        writers = [site.publish(portion, FEW // 2) for portion in range(4)]
        assert [writer.wait() for writer in writers] == [0, 0, 0, 0], site.said()
        assert "locked" not in site.said()
        assert_nothing_drifted(site)


def watch(web: Web, site: Portal, *, until: int) -> list[int]:
    """Asks while things are published; returns the answers that were not 200."""
    answers = []
    while site.published() < until:
        answers += [web.status("/suche/?q=Lesepatinnen"), web.status("/kreise/musterstadt-0/")]
        assert len(answers) < 20 * PUBLISHED, site.said()
        time.sleep(0.1)  # leaves the processors to those who publish
    return [answer for answer in answers if answer != 200]


def found(web: Web) -> tuple[int, str, bool]:
    answer = web.json("/api/v1/search?q=Lesepatinnen")
    return answer["total"], answer["engine"], answer["degraded"]


def assert_nothing_drifted(site: Portal) -> None:
    """Every thing has its row, and every index every row, once the work process has caught up."""
    wait_for(lambda: "Keine Abweichungen" in site.run("reindex", "--check").stdout, 90, site.said())


def test_an_import_is_whole_or_not_at_all_when_the_work_process_is_killed(tmp_path: Path, database_url: str) -> None:
    rows = 4_000
    with portal(tmp_path, database_url=database_url) as site:
        assert site.run("shell", "-c", GIVE_A_LIST.format(rows=rows)).returncode == 0
        seen = set()
        for seconds in (0.5, 1.5, 2.5, 4.0):
            work = site.work()
            time.sleep(seconds)
            work.kill()
            work.wait()
            seen.add(site.run("shell", "-c", COUNT).stdout.split()[-1])
        assert seen <= {"0", str(rows)}
        site.work()
        wait_for(lambda: site.run("shell", "-c", COUNT).stdout.split()[-1] == str(rows), 120, site.said())


GIVE_A_LIST = """
from directory.models import ImportRun, Source
from directory.exchange.plan import plan
from directory.exchange.reading import read_file
from regions.models import District
lines = ["Einrichtung;Telefon"] + [f"Beratungsstelle {{number}};06131 {{number}}" for number in range({rows})]
content = "\\n".join(lines).encode()
source = Source.objects.create(district=District.objects.first(), name="Liste")
run = ImportRun.objects.create(district=source.district, source=source, content=content, state="running")
run.digest = plan(source, read_file(content), frozenset()).digest()
run.save()
"""
COUNT = "from directory.models import Organisation; print(Organisation.objects.filter(source__name='Liste').count())"
