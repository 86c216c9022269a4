"""Backup, wipe, restore: the same portal again; a bad archive changes nothing."""

import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page, Revision

from accounts.models import Role, User
from core.backup import BackupError, make_backup, restore_backup
from core.models import StoredFile
from search import jobs, service
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
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


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
