"""What changed between two plain texts, word by word where they are alike, sentence by sentence where they are not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html.parser import HTMLParser

ALIKE = 0.5  # two passages of which less agrees are shown one after the other: word by word they would read as crumbs
FEWEST_KEPT = 2  # words between two changes; a lone "und" that happened to stay only makes reading harder

SENTENCES = re.compile(r"\n|[^\n]+?(?:[.!?…]+[”“\"»)]*\s+(?=[^\n])|(?=\n)|$)")
WORDS = re.compile(r"\w+|\s+|[^\w\s]")
LEVELS = (re.compile(r"\n|[^\n]+"), SENTENCES, WORDS)  # each cuts a text into parts that make up the whole again
BLOCKS = {"p", "li", "ul", "ol", "h2", "h3", "h4", "blockquote", "br", "hr", "div"}


class Kind(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage. Kept and inserted ones in their order are the new text; kept and deleted ones the old."""

    kind: Kind
    text: str


def compare_texts(old: str, new: str) -> tuple[Piece, ...]:
    """The way from one plain text to the other; paragraphs are lines. No two neighbours are of one kind."""
    return tuple(_joined(_without_crumbs(_joined(_compare(old, new, LEVELS)))))


def compare_names(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """The same for names whose order means nothing, such as topics: one a line, what went first."""
    kinds = [(name, Kind.INSERTED if name not in old else Kind.KEPT) for name in new]
    kinds = [(name, Kind.DELETED) for name in old if name not in new] + kinds
    return tuple(Piece(kind, f"{name}\n") for name, kind in kinds)


def plain(html: str) -> str:
    """A rich text as plain lines, one for each paragraph or item of a list; where a link leads stands behind it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return "\n".join(line for line in lines if line)


def shortened(pieces: Iterable[Piece], around: int) -> Iterator[Piece]:
    """The changes with `around` words before and after each; "…" stands where text was left out."""
    row = list(pieces)
    for place, piece in enumerate(row):
        words = WORDS.findall(piece.text)
        before = 0 if place == 0 else around * 2  # a word and its space
        after = 0 if place == len(row) - 1 else around * 2
        if piece.kind is not Kind.KEPT or len(words) <= before + after + 2:
            yield piece
            continue
        start, end = "".join(words[:before]), "".join(words[len(words) - after :]) if after else ""
        yield Piece(Kind.KEPT, f"{start.rstrip()}{' … ' if start and end else '… ' if end else ' …'}{end.lstrip()}")


def _compare(old: str, new: str, levels: Sequence[re.Pattern[str]]) -> Iterator[Piece]:
    """By paragraphs; inside those that differ by sentences; inside those that differ, but are alike, by words."""
    ones, others = levels[0].findall(old), levels[0].findall(new)
    finer = levels[1:]
    for operation, i, j, k, m in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        gone, come = "".join(ones[i:j]), "".join(others[k:m])
        if operation == "equal":
            yield Piece(Kind.KEPT, gone)
        elif gone and come and finer and (finer[0] is not WORDS or _alike(gone, come)):
            yield from _compare(gone, come, finer)
        else:
            yield Piece(Kind.DELETED, gone)
            yield Piece(Kind.INSERTED, come)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio() >= ALIKE


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _without_crumbs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A scrap that stayed between two changes of one line counts as changed, too."""
    row = list(pieces)
    for place, piece in enumerate(row):
        inside = 0 < place < len(row) - 1
        if piece.kind is Kind.KEPT and inside and "\n" not in piece.text and len(_words(piece.text)) < FEWEST_KEPT:
            yield Piece(Kind.DELETED, piece.text)
            yield Piece(Kind.INSERTED, piece.text)
        else:
            yield piece


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece, between two kept ones what went before what came."""
    texts = dict.fromkeys((Kind.DELETED, Kind.INSERTED), "")
    kept = ""
    for piece in pieces:
        if piece.kind is Kind.KEPT and any(texts.values()):
            yield from (Piece(kind, text) for kind, text in texts.items() if text)
            texts = dict.fromkeys(texts, "")
        if piece.kind is Kind.KEPT:
            kept += piece.text
        else:
            if kept and piece.text:
                yield Piece(Kind.KEPT, kept)
                kept = ""
            texts[piece.kind] += piece.text
    yield from (Piece(kind, text) for kind, text in texts.items() if text)
    if kept:
        yield Piece(Kind.KEPT, kept)


class _Reader(HTMLParser):
    """Collects a rich text's words; blocks begin and end lines."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._leads_to = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.found.append("\n")
        if tag == "a":
            self._leads_to = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.found.append("\n")
        if tag == "a" and self._leads_to:
            text, self._leads_to = self._leads_to.removeprefix("mailto:"), ""
            if self.found[-1:] != [text]:
                self.found.append(f" ({text})")

    def handle_data(self, data: str) -> None:
        self.found.append(data.replace("\n", " "))
