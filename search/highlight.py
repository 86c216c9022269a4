"""Extracts: the passages of a hit that say most about the question, with the words that were looked for marked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

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
Text = tuple[str, int | None]  # of a passage, and its page


def extracts_of(hits: Sequence[Hit], question: Question) -> dict[str, tuple[Extract, ...]]:
    """{key of the hit: its extracts}; hits in which no word is found (akin ones, lists) have none."""
    wanted = question.terms
    if not wanted or not hits:
        return {}
    passages: defaultdict[str, list[Text]] = defaultdict(list)
    rows = Passage.objects.filter(document__key__in=[hit.key for hit in hits], position__lt=MOST_PASSAGES)
    for key, page, text in rows.order_by("position").values_list("document__key", "page", "text"):
        passages[key].append((text, page))
    return {key: tuple(_best(own, wanted)) for key, own in passages.items()}


def _best(texts: Sequence[Text], wanted: frozenset[str]) -> Iterator[Extract]:
    """The passages with the most different terms, in reading order."""
    found = [len(terms_in(text) & wanted) for text, _ in texts]
    best = sorted((place for place, count in enumerate(found) if count), key=lambda place: -found[place])
    windows = {_window(texts[place][0], wanted): texts[place][1] for place in sorted(best[:MOST_EXTRACTS])}
    for window, page in windows.items():  # a summary that the text repeats is shown once
        if not any(window != other and window in other for other in windows):
            yield Extract(mark(window, wanted), page)


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


@lru_cache(maxsize=50_000)
def _terms_of(word: str) -> frozenset[str]:
    return frozenset((term(word), *part_terms(word)))
