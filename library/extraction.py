"""Takes the text out of stored files in the background: a new file becomes a task, the task runs library.readers."""

from hashlib import sha1
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.isolated.asking import ask
from core.models import StoredFile
from library.models import FileText
from library.models.text import CLOSED_BY
from search.marks import mark_thing

READER = "library.readers"
GENERATION = 1  # of library.readers: files that an older one read are read again, see read_anew
TIME_LIMIT = 60  # seconds; 500 printed pages take about 5
ANEW_A_NIGHT = 500  # files; the day's own work goes on beside them
State = FileText.State

PROBLEMS = {
    "locked": gettext_noop("Die Datei ist mit einem Kennwort geschützt."),
    "old_or_locked": gettext_noop("Die Datei hat ein altes Format oder ein Kennwort. Bitte speichern Sie sie neu."),
    "too_big": gettext_noop("Die Datei ist ausgepackt zu groß."),
    "unknown": gettext_noop("Dieses Dateiformat kann das Portal nicht lesen."),
    "slow": gettext_noop("Das Lesen der Datei hat zu lange gedauert."),
    "gone": gettext_noop("Die Datei ist leer oder liegt nicht mehr im Speicher. Bitte laden Sie sie noch einmal hoch."),
    "broken": gettext_noop("Die Datei ist beschädigt."),
}


def connect() -> None:
    post_save.connect(ask_for_text, sender=StoredFile, dispatch_uid="library.ask_for_text")


def ask_for_text(sender: type[StoredFile], instance: StoredFile, raw: bool = False, **kwargs: Any) -> None:
    """Puts a task into the queue, in the transaction that stores the file, unless this very content was read."""
    from library.tasks import take_text

    if raw or not instance.file:
        return
    if _read_before(instance, instance.file_hash).exclude(file_hash="").exists():
        return
    take_text.enqueue(instance.pk)


def _read_before(stored: StoredFile, file_hash: str) -> QuerySet[FileText]:
    return FileText.objects.filter(file=stored, file_hash=file_hash, reader=GENERATION)


def read_anew() -> int:
    """Orders the files again that an older reader read; returns how many."""
    from library.tasks import take_text

    old = FileText.objects.exclude(reader=GENERATION).order_by("pk").values_list("file", flat=True)[:ANEW_A_NIGHT]
    for pk in old:
        take_text.enqueue(pk)
    return len(old)


def take(stored: StoredFile) -> FileText:
    """Reads a file now and stores its text. Repeatable: content that was read before is not read again."""
    content = _content(stored)
    digest = sha1(content, usedforsecurity=False).hexdigest()  # as Wagtail's file_hash
    known = _read_before(stored, digest).first()
    if known:
        return known
    found = _judge(ask(READER, content, seconds=TIME_LIMIT) if content else {"problem": "gone"})
    with transaction.atomic():
        text, _created = FileText.objects.update_or_create(
            file=stored, defaults={"file_hash": digest, "reader": GENERATION, **found}
        )
        StoredFile.objects.filter(pk=stored.pk, file_hash="").update(file_hash=digest)
        for material in stored.materials.all():
            mark_thing(material)
    return text


def _content(stored: StoredFile) -> bytes:
    """Nothing when the storage has lost it."""
    try:
        with stored.file.storage.open(stored.file.name, "rb") as source:
            return bytes(source.read())
    except FileNotFoundError:
        return b""


def _judge(answer: dict[str, Any]) -> dict[str, Any]:
    """The fields of FileText that say what was found, with the problem in words for the owner."""
    nothing: dict[str, Any] = {"pages": [], "has_page_numbers": False, "page_count": None, "barriers": []}
    if problem := answer.get("problem"):
        return nothing | {"state": State.FAILED, "problem": _(PROBLEMS[problem]), "is_accessible": None}
    found = nothing | {
        "page_count": answer["page_count"],
        "barriers": answer["barriers"],
        "is_accessible": not CLOSED_BY & set(answer["barriers"]),
    }
    if not any(answer["pages"]):
        return found | {
            "state": State.EMPTY,
            "problem": _("In der Datei steht kein Text, vielleicht ist sie eingescannt."),
        }
    return found | {
        "state": State.READ,
        "problem": "",
        "pages": answer["pages"],
        "has_page_numbers": answer["numbered"],
    }
