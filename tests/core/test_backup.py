"""Backup, wipe, restore: the same portal again; a bad archive changes nothing."""

import tarfile
import uuid
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings
from wagtail.models import Page, Revision

from accounts.models import Role, User
from bestpractice.models import PracticePage
from core.backup import BackupError, make_backup, restore_backup
from core.models import StoredFile
from search import jobs, marks, service
from search.engines.elasticsearch import ElasticsearchEngine
from search.query import SearchQuery
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


@pytest.fixture(autouse=True)
def portal(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]  # pytest-django's settings
    settings.VAR_DIR = tmp_path  # type: ignore[attr-defined]
    make.lay_ground()
    make.portal()
    make.person(Role.Kind.MANAGER, ags=make.MAINZ)
    make.PracticeFactory(
        parent=make.district_page(), title="Dolmetscherpool", what_we_did="<p>Sprachmittlung geschult</p>"
    )
    StoredFile.objects.create(title="Leitfaden", file=ContentFile(b"Text der Datei", name="leitfaden.txt"))
    settle()


def settle() -> None:
    """What the work process does until nothing is left; afterwards requests may build again."""
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    marks.budget().left = marks.SECONDS_AT_ONCE


def found(text: str) -> list[str]:
    return [hit.title for hit in service.search(SearchQuery(text=text, semantic=False)).hits]


def everything() -> dict[str, object]:
    """What a restored portal must have again."""
    return {
        "pages": list(Page.objects.order_by("pk").values_list("pk", "title", "url_path", "live")),
        "revisions": list(Revision.objects.order_by("pk").values_list("pk", "content")),
        "people": list(User.objects.order_by("pk").values_list("email", "password")),
        "files": {p.relative_to(settings.MEDIA_ROOT): p.read_bytes() for p in Path(settings.MEDIA_ROOT).rglob("*.*")},
        "found": found("Sprachmittlung"),
    }


def test_a_restored_portal_is_the_same_portal(tmp_path: Path) -> None:
    before = everything()
    assert before["found"] == ["Dolmetscherpool"]
    make_backup(tmp_path / "backup.tar.gz")

    for stored in StoredFile.objects.all():
        stored.file.delete()
        stored.delete()
    call_command("flush", interactive=False, verbosity=0)
    assert everything() != before

    restore_backup(tmp_path / "backup.tar.gz")
    call_command("reindex")
    assert everything() == before


def test_after_a_restore_new_rows_get_new_numbers(tmp_path: Path) -> None:
    make_backup(tmp_path / "backup.tar.gz")
    restore_backup(tmp_path / "backup.tar.gz")
    before = User.objects.latest("pk").pk
    assert make.person(Role.Kind.EDITOR, association="staedtetag").pk > before


def test_a_backup_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "backups" / "backup.tar.gz"
    make_backup(target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.parent.stat().st_mode & 0o777 == 0o700


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    make_backup(target)
    before = everything()
    with tarfile.open(target) as tar:
        tar.extractall(tmp_path / "open", filter="data")
    stored = next((tmp_path / "open" / "media").rglob("*.txt"))
    stored.write_bytes(b"etwas anderes")
    with tarfile.open(target, "w:gz") as tar:
        tar.add(tmp_path / "open", arcname=".")
    with pytest.raises(BackupError, match="beschädigt"):
        restore_backup(target)
    assert everything() == before


@pytest.mark.parametrize("content", [b"", b"kein Archiv", b"\x1f\x8b\x08\x00kaputt"])
def test_what_is_no_backup_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "backup.tar.gz"
    target.write_bytes(content)
    with pytest.raises(BackupError, match="keine lesbare Sicherung"):
        restore_backup(target)


def test_a_backup_of_another_database_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_backup(tmp_path / "backup.tar.gz")
    monkeypatch.setattr(connection, "vendor", "other")
    with pytest.raises(BackupError, match="stammt von"):
        restore_backup(tmp_path / "backup.tar.gz")


def test_an_existing_backup_is_not_overwritten(tmp_path: Path) -> None:
    make_backup(tmp_path / "backup.tar.gz")
    with pytest.raises(BackupError, match="gibt es schon"):
        make_backup(tmp_path / "backup.tar.gz")


@pytest.fixture
def elasticsearch(elasticsearch_url: str, settings: Settings) -> Iterator[dict[str, object]]:
    """Settings of an Elasticsearch whose index holds all rows."""
    prefix = f"{settings.SEARCH['INDEX_PREFIX']}-{uuid.uuid4().hex[:8]}"
    there = {**settings.SEARCH, "ENGINE": "elasticsearch", "ELASTICSEARCH_URL": elasticsearch_url}
    settings.SEARCH = there = {**there, "INDEX_PREFIX": prefix}
    settle()
    yield there
    ElasticsearchEngine.from_settings(there).indices.drop_all()


def test_what_elasticsearch_held_before_a_restore_that_it_missed_never_answers(
    elasticsearch: dict[str, object], settings: Settings, tmp_path: Path
) -> None:
    make_backup(tmp_path / "backup.tar.gz")
    page = PracticePage.objects.get(title="Dolmetscherpool")
    page.what_we_did = "<p>Fahrradwerkstatt gegründet</p>"
    for _ in range(3):  # the old index goes ahead of the versions that come back
        page.save_revision().publish()
        settle()
    old = service.engine("elasticsearch").live_index()
    assert found("Fahrradwerkstatt") == ["Dolmetscherpool"]

    settings.SEARCH = {**elasticsearch, "ELASTICSEARCH_URL": "http://127.0.0.1:9"}
    said = StringIO()
    call_command("restore", tmp_path / "backup.tar.gz", "--yes", stdout=said)
    assert "Bis dahin antwortet die Suche aus der Datenbank" in said.getvalue()
    assert found("Sprachmittlung") == ["Dolmetscherpool"]

    settings.SEARCH = elasticsearch
    before_work = service.search(SearchQuery(text="Sprachmittlung", semantic=False))
    assert (before_work.engine, before_work.degraded, before_work.total) == ("database", True, 1)
    assert found("Fahrradwerkstatt") == []
    settle()
    service.breaker("elasticsearch", "search").succeeded()
    assert service.search(SearchQuery(text="Sprachmittlung", semantic=False)).engine == "elasticsearch"
    assert found("Sprachmittlung") == ["Dolmetscherpool"]
    assert found("Fahrradwerkstatt") == []
    call_command("reindex", "--check", stdout=StringIO())
    client = ElasticsearchEngine.from_settings(elasticsearch).client
    assert not client.indices.exists(index=str(old))


def test_a_restore_builds_elasticsearch_anew(elasticsearch: dict[str, object], tmp_path: Path) -> None:
    make_backup(tmp_path / "backup.tar.gz")
    PracticePage.objects.get(title="Dolmetscherpool").delete()
    settle()
    assert found("Sprachmittlung") == []
    call_command("restore", tmp_path / "backup.tar.gz", "--yes", stdout=StringIO())
    assert found("Sprachmittlung") == ["Dolmetscherpool"]
    call_command("reindex", "--check", stdout=StringIO())
