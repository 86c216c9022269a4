"""What a question was meant to say: its words that nothing has, each corrected to one that is in use."""

import re
import time
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from django.db.models import Count, Max, Sum

from search import registry
from search.analysis import Concept, analyse_question
from search.analysis.german import is_latin, other_case, part_terms, term
from search.analysis.spelling import Correction, Speller
from search.analysis.words import words
from search.models import Word
from search.query import Audience, SearchQuery

LOOK_EVERY = 20.0  # seconds between looks whether words were counted anew
SURE = 1.0  # slips in a word up to which its correction is searched unasked; a long one may have SURE_LONG
SURE_LONG = 2.0
LONG = 9  # letters

Stamp = tuple[int, int, int]


class Known(Enum):
    """Whether a word of a question is in use: by itself or a synonym, or only by its parts (Dolmetscher-pol)."""

    WHOLE = 1
    IN_PARTS = 2
    NOT = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """The question with its unknown words corrected. `sure`: near enough to be answered without asking back."""

    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class WordsInUse:
    speller: Speller
    terms: frozenset[str]


def meant(query: SearchQuery) -> Meant | None:
    """None when every word is in use, none is near, or the question is not German."""
    question = analyse_question(query.text)
    in_use = words_in_use()
    if not question.german or not in_use.terms:
        return None
    found: dict[str, Correction] = {}
    for concept in question.concepts:
        known = _known(concept, in_use.terms) if is_latin(concept.word) else Known.WHOLE
        nearest = in_use.speller.corrections(concept.word) if known is not Known.WHOLE else []
        if nearest and (known is Known.NOT or nearest[0].slips <= SURE):
            found[concept.word] = nearest[0]
    if not found:
        return None
    text = query.text
    for typed, correction in found.items():
        text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", correction.word, text)
    sure = all(c.slips <= (SURE_LONG if len(typed) >= LONG else SURE) for typed, c in found.items())
    return Meant(text, sure) if text != query.text else None


def corrected(query: SearchQuery, meant: Meant) -> SearchQuery:
    return replace(query, text=meant.text)


def may_suggest(query: SearchQuery) -> bool:
    """Members also find words that stand in no public document, and are not asked about them."""
    return query.audience is Audience.PUBLIC


def words_in_use() -> WordsInUse:
    """Those of the last count and of the vocabulary, kept by the process; no terms before the first count."""
    return _load(_stamp(int(time.monotonic() / LOOK_EVERY)))


@lru_cache(maxsize=1)
def _stamp(_turn: int) -> Stamp:
    row = Word.objects.aggregate(Count("pk"), Max("pk"), Sum("documents"))
    return row["pk__count"], row["pk__max"] or 0, row["documents__sum"] or 0


@lru_cache(maxsize=1)
def _load(_stamp: Stamp) -> WordsInUse:
    rows = list(Word.objects.values_list("text", "terms", "documents"))
    names = (name for provide in registry.synonym_providers for group in provide() for name in group)
    curated = {word for name in names for word in words(name)}
    documents = {word: 1 for word in sorted(curated) if is_latin(word) and word.isalpha()}
    terms = {t for word in documents for t in (term(word), *part_terms(word))}
    documents |= {text: n for text, _terms, n in rows}
    found = frozenset(terms.union(*(row[1].split() for row in rows))) if rows else frozenset()
    return WordsInUse(Speller(documents), found)


def forget() -> None:
    """Tests that count anew look at once."""
    _stamp.cache_clear()
    _load.cache_clear()


def _known(concept: Concept, terms: frozenset[str]) -> Known:
    parts = {(part,) for form in (concept.word, other_case(concept.word)) for part in part_terms(form)}
    in_use = {a.terms for a in concept.alternatives if all(t in terms for t in a.terms)}
    return Known.WHOLE if in_use - parts else Known.IN_PARTS if in_use else Known.NOT
