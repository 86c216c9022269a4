"""A readable account of what changed between two versions of a practice, and whether that is much."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from bestpractice.in_words import PARTS, Part, Shape, heading, lines
from bestpractice.models import PracticePage
from bestpractice.sections import SECTIONS
from bestpractice.textdiff import Kind, Piece, compare_names, compare_texts, shortened

AROUND = 8  # words shown before and after a change
BIG = 15  # changed words, about one sentence, that make a text another one; docs/decisions/0018 says why
FEW = 3  # words that may change in a section of one sentence
SPELLING = 0.75  # two words that agree this far are one word, spelt otherwise
LESSONS = {section.field for section in SECTIONS if section.for_members}  # without them no seal is asked for
TEXTS = {part.field for part in PARTS if part.is_text}


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a practice that changed. `section`: the field of PracticePage; `members_only`: one of the two
    versions keeps it from visitors; `pieces`: the whole way from the old words to the new, one line each paragraph,
    entry or name.
    """

    section: str
    heading: str
    members_only: bool
    shape: Shape
    pieces: tuple[Piece, ...]

    def shown(self) -> list[Piece]:
        """The pieces, without what is far from any change."""
        if self.shape is Shape.NAMES:
            return [piece for piece in self.pieces if piece.kind is not Kind.KEPT]
        return list(shortened(self.pieces, AROUND))


def compare(old: PracticePage, new: PracticePage) -> list[Change]:
    """What changed from one version to the other, in reading order. A version is what `revision.as_object()` gives."""
    all_public = old.lessons_are_public and new.lessons_are_public
    changes = []
    for part in PARTS:
        pieces = _pieces(part, lines(old, part), lines(new, part))
        if any(piece.kind is not Kind.KEPT for piece in pieces):
            hidden = part.for_members and not all_public
            changes.append(Change(part.field, heading(part), hidden, part.shape, pieces))
    return changes


def is_big(changes: Iterable[Change]) -> bool:
    """Whether a recommended text became another: another title, a lesson or condition taken away, a section that is
    mostly new, or more than BIG words altogether; figures and spelling aside. Topics, figures, pictures and contact
    never count.
    """
    count = 0
    for change in changes:
        if change.section not in TEXTS:
            continue
        words = changed_words(change.pieces)
        taken_away = change.section in LESSONS and all(piece.kind is Kind.DELETED for piece in change.pieces)
        if taken_away or (words and change.section == "title") or _is_rewritten(change.pieces, words):
            return True
        count += words
    return count > BIG


def _is_rewritten(pieces: Iterable[Piece], words: int) -> bool:
    """Whether less than half of a text that was there has stayed; one sentence that comes to an empty one is none."""
    kept = sum(len(re.findall(r"\w+", piece.text)) for piece in pieces if piece.kind is Kind.KEPT)
    had = any(piece.kind is not Kind.INSERTED for piece in pieces)
    return had and words > max(kept, FEW)


def changed_words(pieces: Iterable[Piece]) -> int:
    """How many words came or went, whichever is more; figures and corrected spelling do not count."""
    count = 0
    gone: list[str] = []
    for piece in pieces:
        words = [word for word in re.findall(r"\w+", piece.text) if not word.isnumeric()]
        if piece.kind is Kind.DELETED:
            gone = words
        elif piece.kind is Kind.INSERTED:
            count += _other_words(gone, words)
            gone = []
        else:
            count += len(gone)
            gone = []
    return count + len(gone)


def _other_words(gone: list[str], come: list[str]) -> int:
    if len(gone) == len(come):
        return sum(not _one_word(*pair) for pair in zip(gone, come, strict=True))
    same = sum(block.size for block in SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks())
    return max(len(gone), len(come)) - same


def _one_word(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio() >= SPELLING


def as_text(changes: Iterable[Change]) -> str:
    """The changes for a mail: only what changed and a few words around it, in brackets what became of it."""
    return "\n\n".join(_as_text(change) for change in changes)


def _as_text(change: Change) -> str:
    shown = change.shown()
    if change.shape is Shape.FACT and len(shown) == 2:
        return f"{change.heading}: {' → '.join(piece.text for piece in shown)}"
    if change.shape is Shape.TEXT:
        return f"{change.heading}:\n{''.join(_marked(piece) for piece in shown)}"
    return f"{change.heading}: {', '.join(_marked(piece).strip() for piece in shown)}"


def _marked(piece: Piece) -> str:
    """A piece in brackets, white space outside them."""
    text = piece.text.strip()
    if piece.kind is Kind.KEPT or not text:
        return piece.text
    said = _("[gestrichen: %s]") if piece.kind is Kind.DELETED else _("[neu: %s]")
    return piece.text.replace(text, said % text)


def _pieces(part: Part, old: list[str], new: list[str]) -> tuple[Piece, ...]:
    match part.shape:
        case Shape.NAMES:
            return compare_names(old, new)
        case Shape.FACT if old != new:
            told = (Piece(Kind.DELETED, "".join(old)), Piece(Kind.INSERTED, "".join(new)))
            return tuple(piece for piece in told if piece.text)
        case _:
            return compare_texts("\n".join(old), "\n".join(new))
