"""A stored file is read in the background, and what shows it is found by its words."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from core.isolated import asking
from core.models import StoredFile
from core.tasks import run_waiting_tasks
from library import extraction
from library.models import FileText
from library.tasks import take_text
from search.models import Mark
from tests.factories import MAINZ, MaterialFactory, district_page, lay_ground, portal
from tests.library import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def store(content: bytes, name: str = "leitfaden.pdf") -> StoredFile:
    return StoredFile.objects.create(title="Leitfaden", file=ContentFile(content, name=name))


def read_now(stored: StoredFile) -> FileText:
    take_text.call(stored.pk)
    return FileText.objects.get(file=stored)


def orders() -> int:
    """Wagtail puts tasks of its own into the same queue."""
    return DBTaskResult.objects.filter(task_path=take_text.module_path).count()


@pytest.mark.django_db(transaction=True)  # the queue's worker closes old connections, this test's transaction too
def test_a_new_file_is_read_by_the_work_process() -> None:
    lay_ground()
    stored = store(files.pdf("Dolmetschen im Elterngespräch", "Anhang"))

    while run_waiting_tasks():
        pass

    text = FileText.objects.get(file=stored)
    assert text.state == FileText.State.READ
    assert text.pages == ["Dolmetschen im Elterngespräch", "Anhang"]
    assert text.has_page_numbers


def test_the_order_to_read_shares_the_fate_of_the_upload() -> None:
    with transaction.atomic():
        store(b"Text", "text.txt")
        assert orders() == 1
        transaction.set_rollback(True)

    assert orders() == 0


def test_the_materials_that_show_the_file_are_read_again() -> None:
    portal(MAINZ)
    stored = store(b"Sprachmittlung", "text.txt")
    material = MaterialFactory(parent=district_page(), file=stored)
    before = Mark.objects.get(key=f"wagtailcore.page:{material.pk}").version

    read_now(stored)

    assert Mark.objects.get(key=f"wagtailcore.page:{material.pk}").version > before


def test_saving_a_read_file_again_does_not_read_it_again() -> None:
    stored = store(b"Text", "text.txt")
    read_now(stored)
    stored.refresh_from_db()
    before = orders()

    stored.title = "Neuer Name"
    stored.save()

    assert orders() == before


def test_new_content_replaces_the_old_text() -> None:
    stored = store(b"alt", "text.txt")
    read_now(stored)

    stored.file = ContentFile(b"neu", name="text.txt")
    stored.file_hash = ""
    stored.save()

    assert read_now(stored).pages == ["neu"]


@pytest.mark.parametrize(
    ("content", "state", "words"),
    [
        (files.scanned_pdf(), FileText.State.EMPTY, "eingescannt"),
        (files.locked_pdf(), FileText.State.FAILED, "Kennwort"),
        (b"%PDF-1.7", FileText.State.FAILED, "beschädigt"),
        (files.archive({"word/document.xml": b" " * 20_000_000}), FileText.State.FAILED, "zu groß"),
    ],
    ids=["scanned", "locked", "broken", "a bomb"],
)
def test_the_owner_is_told_in_words_why_there_is_no_text(content: bytes, state: str, words: str) -> None:
    text = read_now(store(content))

    assert text.state == state
    assert words in text.problem
    assert text.pages == []


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(30)")
    monkeypatch.setattr(asking, "PROGRAM", sleeper)
    monkeypatch.setattr(extraction, "TIME_LIMIT", 0.2)

    assert "zu lange" in read_now(store(b"Text", "text.txt")).problem


def test_a_reader_that_dies_takes_nobody_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.abort()")
    monkeypatch.setattr(asking, "PROGRAM", dying)

    assert read_now(store(b"Text", "text.txt")).state == FileText.State.FAILED


def test_a_file_that_was_deleted_before_its_turn_is_no_mistake() -> None:
    stored = store(b"Text", "text.txt")
    pk = stored.pk
    stored.delete()

    assert take_text.call(pk) == "gone"


def test_a_file_that_the_storage_lost_is_named_as_such() -> None:
    stored = store(b"Text", "text.txt")
    stored.file.storage.delete(stored.file.name)

    assert "hoch" in read_now(stored).problem


def test_the_reader_runs_without_the_portal() -> None:
    modules = (
        "import sys; sys.path += ['.', 'site']; import core.isolated.__main__, library.readers; "
        "import bestpractice.taking_over.reader; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", modules], capture_output=True, text=True, check=True)

    assert "library.readers.pdf" in done.stdout
    assert "bestpractice.taking_over.docx" in done.stdout
    assert "django" not in done.stdout
