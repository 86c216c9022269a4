"""The words that public documents use, counted in the background: what typed words are corrected to."""

import time
from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from search.analysis.german import is_latin, part_terms, term
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import words
from search.models import Passage, SearchDocument, Word
from search.query import Audience

SHORTEST, LONGEST = 3, 60  # letters of a word that is worth correcting to
SHARE_OF_TIME = 0.02  # of the work process that counting may take
AT_ONCE = 2_000  # rows of a statement

_next_count = 0.0  # time.monotonic(), of this process
_counted_at = -1  # the highest version of a document at the last count


def count_when_changed() -> int:
    """A job: counts anew when documents changed since, but never more than a fiftieth of the time; returns 0."""
    global _next_count, _counted_at
    start = time.monotonic()
    newest = SearchDocument.objects.order_by("-version").values_list("version", flat=True).first() or 0
    if start >= _next_count and newest != _counted_at:
        count()
        _counted_at = newest
        _next_count = start + (time.monotonic() - start) / SHARE_OF_TIME
    return 0


def count() -> None:
    """Writes what differs from the last count. Without words of members' documents: a correction would tell them."""
    counted = Counter[str]()
    for text in _texts():
        counted.update({word for word in words(text) if _is_one(word)})
    spelled = _as_mostly_written(counted)
    known = {word.text: word for word in Word.objects.all()}
    gone = [word.pk for text, word in known.items() if text not in spelled]
    changed = [word for text, word in known.items() if text in spelled and word.documents != spelled[text]]
    for word in changed:
        word.documents = spelled[word.text]
    new = [Word(text=text, terms=_terms(text), documents=n) for text, n in spelled.items() if text not in known]
    with transaction.atomic():
        for start in range(0, len(gone), AT_ONCE):
            Word.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
        Word.objects.bulk_update(changed, ["documents"], batch_size=AT_ONCE)
        Word.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)


def _texts() -> Iterator[str]:
    public = SearchDocument.objects.filter(alive=True, audience=Audience.PUBLIC)
    yield from public.values_list("title", flat=True).iterator(chunk_size=AT_ONCE)
    passages = Passage.objects.filter(document__in=public)
    yield from passages.values_list("text", flat=True).iterator(chunk_size=AT_ONCE)


def _terms(word: str) -> str:
    return " ".join(dict.fromkeys((term(word), *part_terms(word))))[:400]


def _is_one(word: str) -> bool:
    fits = SHORTEST <= len(word) <= LONGEST and word.isalpha() and is_latin(word)
    return fits and word.lower() not in STOP_WORDS


def _as_mostly_written(counted: Counter[str]) -> dict[str, int]:
    """ "Kurs", "kurs" and "KURS" are one word, spelled as it mostly is."""
    forms: dict[str, list[str]] = {}
    for text in counted:
        forms.setdefault(text.casefold(), []).append(text)
    return {max(same, key=lambda text: (counted[text], text)): sum(counted[t] for t in same) for same in forms.values()}
