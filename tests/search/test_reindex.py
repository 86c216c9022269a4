"""Building an index beside the one that answers: without a gap, and without losing what changes meanwhile."""

import datetime as dt
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from bestpractice.models import PracticePage
from directory.models import Offer
from search import jobs, service
from search.build import open_marks
from search.deliver import deliver, deliver_to
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import mapping
from search.models import IndexProgress, Mark, SearchDocument
from search.query import SearchQuery
from search.reindex import rebuild_index
from tests import factories as make
from tests.contract import documents
from tests.search.factories import DistrictFactory, district_page, practice_page
from vocabulary.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

only_elasticsearch = pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)  # the other takes every row

Settle = Callable[[], None]
Found = Callable[..., list[str]]


def reindex(*options: str) -> str:
    said = StringIO()
    call_command("reindex", *options, stdout=said)
    return said.getvalue()


def test_reindexing_swaps_a_full_index_for_the_live_one(engine: str, settle: Settle, found: Found) -> None:
    practice_page(district_page())
    settle()
    before = service.engine(engine).live_index()
    assert f"{engine}: 2 Zeilen" in reindex("--engine", engine)
    assert service.engine(engine).targets() != [before]
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]


def test_edits_and_deletions_during_a_reindex_reach_both_indices(engine: str, settle: Settle, found: Found) -> None:
    district = district_page()
    for title in ("Nähstube", "Lesepatinnen", "Sprachcafé"):
        practice_page(district, title=title)
    settle()
    one = service.engine(engine)
    old, new = one.live_index(), one.begin_rebuild()
    deliver_to(one, new)
    PracticePage.objects.get(title="Nähstube").delete()
    practice = PracticePage.objects.get(title="Lesepatinnen")
    practice.title = "Vorlesen"
    practice.save_revision().publish()
    practice_page(district, title="Fahrradwerkstatt")
    while jobs.build_waiting():
        pass
    deliver_to(one, str(old))
    assert found("Vorlesen") == ["Vorlesen"]
    deliver_to(one, new)
    one.finish_rebuild(new)
    assert found("Nähstube") == []
    assert found("Vorlesen") == ["Vorlesen"]
    assert found("Fahrradwerkstatt") == ["Fahrradwerkstatt"]
    assert one.targets() == [new]


def test_an_interrupted_reindex_is_finished_by_the_work_process(engine: str, settle: Settle, found: Found) -> None:
    practice_page(district_page())
    settle()
    new = service.engine(engine).begin_rebuild()
    settle()
    assert service.engine(engine).targets() == [new]
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]


@only_elasticsearch
def test_an_index_with_a_former_mapping_is_replaced_without_refusing_a_row(
    engine: str, settle: Settle, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade the database answers until the work process has filled an index that takes today's rows."""
    fields = {name: field for name, field in mapping.MAPPINGS["properties"].items() if name not in ("point", "free")}
    with monkeypatch.context() as former:
        former.setattr(mapping, "MAPPINGS", {**mapping.MAPPINGS, "properties": fields})
        former.setattr(mapping, "FINGERPRINT", "former")
        old = service.engine(engine).targets()
        service.engine(engine).finish_rebuild(old[0])
    make.portal()
    make.OfferFactory(title="Nähstube")
    while jobs.build_waiting():
        pass
    deliver(service.engine("database"), service.breaker("database", "write"))
    answer = service.search(SearchQuery(text="Nähstube", semantic=False))
    assert ([hit.title for hit in answer.hits], answer.degraded) == (["Nähstube"], True)
    settle()
    service.breaker(engine, "search").succeeded()  # it lets a reader try again after a second
    assert found("Nähstube") == ["Nähstube"]
    assert not IndexProgress.objects.exclude(retry_at=None).exists()
    client = service.engine(engine).client  # type: ignore[attr-defined]  # Elasticsearch's
    assert not client.indices.exists(index=old[0])


@pytest.mark.django_db(transaction=True)
def test_after_the_upgrade_to_points_everything_is_read_again() -> None:
    documents.row("thing:1", documents.draft("Treff"))
    executor = MigrationExecutor(connection)
    executor.migrate([("search", "0001_initial")])
    assert not Mark.objects.filter(key="everything").exists()
    MigrationExecutor(connection).migrate([("search", "0002_points")])
    assert [mark.key for mark in open_marks()] == ["everything"]


@only_elasticsearch
def test_a_row_that_the_index_refuses_is_put_off_and_holds_up_nobody(engine: str, settle: Settle, found: Found) -> None:
    district = district_page()
    practice_page(district, title="Nähstube")
    settle()
    refuse("Nähstube")
    practice_page(district)
    settle()
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]
    assert IndexProgress.objects.filter(attempts=1).count() == 1


@only_elasticsearch
def test_a_new_index_that_refuses_what_the_live_one_holds_is_dropped(engine: str, settle: Settle, found: Found) -> None:
    practice_page(district_page(), title="Nähstube")
    settle()
    live = service.engine(engine).live_index()
    refuse("Nähstube", same_version=True)
    with pytest.raises(EngineUnavailable):
        rebuild_index(service.engine(engine))
    assert service.engine(engine).targets() == [live]
    assert found("Nähstube") == ["Nähstube"]


def test_the_check_finds_nothing_after_the_work_is_done(engine: str, settle: Settle) -> None:
    practice_page(district_page())
    settle()
    assert "Keine Abweichungen" in reindex("--check")


def test_the_check_names_what_has_drifted(engine: str, settle: Settle) -> None:
    practice = practice_page(district_page())
    hidden = practice_page(district_page(), title="Nähstube")
    settle()
    PracticePage.objects.filter(pk=practice.pk).update(title="Umbenannt")  # an update that no signal tells of
    PracticePage.objects.filter(pk=hidden.pk).update(live=False)
    SearchDocument.objects.filter(kind="district").update(version=F("version") + 1)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("reindex", "--check", stdout=said)
    assert f"wagtailcore.page:{practice.pk}: was gefunden wird, ist veraltet" in said.getvalue()
    assert f"wagtailcore.page:{hidden.pk}: wird gefunden, ist aber nicht öffentlich" in said.getvalue()
    assert "in Fassung 2 statt 3" in said.getvalue()


@pytest.mark.parametrize("engine", ["database"], indirect=True)  # rows are compared, whatever the engine
def test_the_check_sees_whatever_the_search_shows_or_sorts_by(engine: str, settle: Settle) -> None:
    organisation = make.OrganisationFactory(home_district=DistrictFactory())
    offers = [make.OfferFactory(organisation=organisation) for _ in range(4)]
    topic = Topic.objects.create(slug="sprache", name="Sprache")
    settle()
    rows = Offer.objects.filter(pk__in=[offer.pk for offer in offers]).order_by("pk")
    description, validity, topics, same = [rows.filter(pk=offer.pk) for offer in offers]
    description.update(description="Neue Beschreibung")
    validity.update(valid_until=dt.date(2030, 1, 1))
    Offer.topics.through.objects.bulk_create([Offer.topics.through(offer=topics.get(), topic=topic)])
    same.update(title=same.get().title)
    said = StringIO()
    with pytest.raises(CommandError, match="3 Abweichungen"):
        call_command("reindex", "--check", stdout=said)
    for stale in (description, validity, topics):
        assert f"directory.offer:{stale.get().pk}: was gefunden wird, ist veraltet" in said.getvalue()


def test_reading_all_rows_anew_mends_what_has_drifted(engine: str, settle: Settle, found: Found) -> None:
    practice = practice_page(district_page())
    settle()
    PracticePage.objects.filter(pk=practice.pk).update(title="Nähstube")
    reindex("--rows")
    assert found("Nähstube") == ["Nähstube"]
    assert found("Sprachcafé") == []


def refuse(title: str, *, same_version: bool = False) -> None:
    """Gives a row a tag longer than Elasticsearch takes."""
    row = SearchDocument.objects.get(title=title)
    row.facets = {**row.facets, "tag": ["x" * 40_000]}
    row.version += not same_version
    row.save()
