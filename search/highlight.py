"""Extracts: the passages of a hit that say most about the question, with the words that were looked for marked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from search.analysis import Question
from search.analysis.german import part_terms, term
from search.analysis.words import WORD
from search.models import Passage
from search.passages import sentences
from search.results import Extract, Hit

MOST_EXTRACTS = 2
LENGTH = 240  # characters of an extract, as far as sentences allow
MOST_PASSAGES = 200  # of one document that are looked through: a long report must not hold up the page

Pieces = tuple[tuple[str, bool], ...]


def extracts_of(hits: Sequence[Hit], question: Question) -> dict[str, tuple[Extract, ...]]:
    """{key of the hit: its extracts}; hits in which no word is found (akin ones, lists) have none."""
    wanted = question.terms
    if not wanted or not hits:
        return {}
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    keys = [hit.key for hit in hits]
    rows = Passage.objects.filter(document__key__in=keys, position__lt=MOST_PASSAGES)
    for passage in rows.select_related("document").only("text", "page", "position", "document__key"):
        passages[passage.document.key].append(passage)
    return {key: tuple(_best(own, wanted)) for key, own in passages.items()}


def _best(passages: Sequence[Passage], wanted: frozenset[str]) -> Iterator[Extract]:
    """The passages with the most different terms, in reading order."""
    found = [(len(terms_in(passage.text) & wanted), passage) for passage in passages]
    best = sorted((pair for pair in found if pair[0]), key=lambda pair: (-pair[0], pair[1].position))[:MOST_EXTRACTS]
    for _, passage in sorted(best, key=lambda pair: pair[1].position):
        yield Extract(mark(_window(passage.text, wanted), wanted), passage.page)


def _window(text: str, wanted: frozenset[str]) -> str:
    """The sentences from the first that has a term on, up to LENGTH; one sentence at least."""
    pieces = sentences(text)
    start = next((place for place, piece in enumerate(pieces) if terms_in(piece) & wanted), 0)
    window = pieces[start]
    for piece in pieces[start + 1 :]:
        if len(window) + len(piece) > LENGTH:
            break
        window = f"{window} {piece}"
    before = "… " if start else ""
    return before + window


def mark(text: str, wanted: frozenset[str]) -> Pieces:
    """The text in pieces, of which the marked ones are words that stand for something that was asked."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for word in WORD.finditer(text):
        if _terms_of(word.group()) & wanted:
            if word.start() > end:
                pieces.append((text[end : word.start()], False))
            pieces.append((word.group(), True))
            end = word.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return tuple(pieces)


def terms_in(text: str) -> frozenset[str]:
    return frozenset(found for word in WORD.findall(text) for found in _terms_of(word))


def _terms_of(word: str) -> frozenset[str]:
    return frozenset((term(word), *part_terms(word)))
