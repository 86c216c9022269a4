"""Cuts a document's text into passages: what a reader sees marked in a hit, and what one vector stands for."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.registry import Draft, TextPart

TARGET = 400  # characters; the size at which the vectors were measured (chunk size hardly matters in a blend)
LONGEST_HEADING = 255
LONGEST = 600  # a sentence beyond this is cut between words: tables and lists without full stops

# A full stop ends a sentence only before white space and something that may begin one; "z. B. die" goes on.
SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+(?=[A-ZÄÖÜ0-9„\"'(•–\-\u0400-\u06FF])|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Cut:
    """One passage before it is a row."""

    text: str
    heading: str
    page: int | None
    text_hash: str  # of embedded_text()


def cut_passages(draft: Draft) -> list[Cut]:
    """The passages of a thing in reading order, at least one (its title), none longer than LONGEST."""
    title = clean(draft.title)
    parts = (TextPart(draft.summary), *draft.body)
    cuts = [
        Cut(text, heading, part.page, text_hash(embedded_text(title, text, heading)))
        for part in parts
        for heading in [clean(part.heading)[:LONGEST_HEADING]]
        for text in _pack(sentences(clean(part.text)))
    ]
    return cuts or [Cut(title, "", None, text_hash(embedded_text(title, "")))]


def embedded_text(title: str, text: str, heading: str = "") -> str:
    """What the model reads of a passage: a paragraph on opening hours means little without its document's title."""
    return "\n".join(piece for piece in (title, heading, text) if piece)


def text_hash(text: str) -> str:
    """64 hexadecimal digits, the key under which a text's vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def clean(text: str) -> str:
    """Text that every database takes: without NUL, other control characters and lone surrogates."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\ufeff]", "", text.replace("\r\n", "\n")).strip()


def sentences(text: str) -> list[str]:
    """Sentences or lines in order, none longer than LONGEST characters."""
    return [piece for sentence in SENTENCE_END.split(text) if sentence.strip() for piece in _shorten(sentence.strip())]


def _shorten(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        end = sentence.rfind(" ", TARGET // 2, TARGET)
        end = end if end > 0 else TARGET
        yield sentence[:end].strip()
        sentence = sentence[end:].strip()
    if sentence:
        yield sentence


def _pack(pieces: list[str]) -> Iterator[str]:
    """Joins sentences until a passage has about TARGET characters."""
    passage = ""
    for piece in pieces:
        if passage and len(passage) + len(piece) + 1 > TARGET:
            yield passage
            passage = piece
        else:
            passage = f"{passage} {piece}" if passage else piece
    if passage:
        yield passage
