"""Asks the reader about a file, and says in words what went wrong."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bestpractice.taking_over.blocks import Block, Document, Run
from core.isolated.asking import ask

READER = "bestpractice.taking_over.reader"
TIME_LIMIT = 20  # seconds; a hundred printed pages take less than one
# No letters: what databases refuse (NUL, lone surrogates), other control characters, and the soft hyphen.
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u00ad]")

PROBLEMS = {
    "locked": gettext_noop("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."),
    "old_or_locked": gettext_noop(
        "Die Datei hat das alte Format .doc oder ein Kennwort. Bitte speichern Sie sie als .docx ohne Kennwort."
    ),
    "pdf": gettext_noop(
        "Das ist ein PDF. Bitte nehmen Sie die Datei, aus der es entstand, oder speichern Sie es in Ihrem "
        "Schreibprogramm als .docx oder .odt."
    ),
    "too_big": gettext_noop("Die Datei ist ausgepackt zu groß."),
    "too_long": gettext_noop(
        "Der Text ist zu lang für ein Praxisbeispiel (mehr als 100 Seiten). Bitte nehmen Sie nur den Teil, "
        "um den es geht."
    ),
    "unknown": gettext_noop("Das ist kein Text im Format .docx oder .odt, auch wenn die Datei so heißt."),
    "slow": gettext_noop("Das Lesen der Datei hat zu lange gedauert."),
    "broken": gettext_noop(
        "Die Datei ist beschädigt. Öffnen und speichern Sie sie noch einmal in Ihrem Schreibprogramm."
    ),
    "empty": gettext_noop("In der Datei steht kein Text, vielleicht ist sie eingescannt."),
}


class NotTakenError(Exception):
    """The file gives no draft. Its text is for the person who sent it."""


def read(content: bytes) -> Document:
    """What is in a file. Raises NotTakenError."""
    answer = ask(READER, content, seconds=TIME_LIMIT)
    problem = answer.get("problem") or ("" if answer["blocks"] else "empty")
    if problem:
        raise NotTakenError(_(PROBLEMS[problem]))
    return Document([_block(row) for row in answer["blocks"]], _clean(answer["title"]), answer["pictures"])


def _block(row: dict[str, Any]) -> Block:
    runs = [Run(_clean(run["text"]), run["bold"], _clean(run["link"])) for run in row["runs"]]
    return Block(row["kind"], runs, row["level"], row["ordered"])


def _clean(text: str) -> str:
    return NOT_TEXT.sub("", text)
