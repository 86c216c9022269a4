"""A question to its concepts: each content word with the terms that may stand for it in a document.

A document matches when it has `Question.minimum` of the concepts; a concept is there when one of its alternatives is.
A question that is not German goes through the same rules: its words are folded and found where documents have them
(names, loan words), and `german` tells the ranking that its words explain nothing and the vectors all.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis.german import other_case, part_terms, term
from search.analysis.language import FOREIGN_WORDS, is_german
from search.analysis.stop_words import STOP_WORDS
from search.analysis.synonyms import other_names
from search.analysis.words import words

MOST_CONCEPTS = 24  # of a longer question; somebody has pasted a letter
PART = 1.0  # weights tuned on the train split of the judged questions, see docs/decisions/0003
SYNONYM = 0.7
SHARE_NEEDED = 0.3  # tuned likewise: needing half of the concepts costs four points of nDCG@10, all of them thirteen


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that stand for a concept; several (a synonym of two words) only together, in any order and field."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One content word of a question; its first alternative is the word itself."""

    word: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; without concepts everything matches (an empty question lists)."""

    text: str
    concepts: tuple[Concept, ...]
    german: bool

    @property
    def minimum(self) -> int:
        """How many concepts a document must have: 1 up to three, 2 up to six, 3 up to ten …"""
        return math.ceil(SHARE_NEEDED * len(self.concepts))

    @property
    def terms(self) -> frozenset[str]:
        """Every term that stands for something: what is looked up, and what is marked in extracts."""
        return frozenset(t for concept in self.concepts for a in concept.alternatives for t in a.terms)


def analyse_question(text: str) -> Question:
    """Any text at all to a Question; a question of stop words alone is taken by its words (they are in titles)."""
    asked = words(text)
    german = is_german(asked)
    ignored = STOP_WORDS if german else STOP_WORDS | FOREIGN_WORDS
    content = {term(word): word for word in reversed(asked) if word.lower() not in ignored}
    content = content or {term(word): word for word in reversed(asked)}
    content.pop("", None)
    own_terms = list(reversed(content))[:MOST_CONCEPTS]
    names = other_names(own_terms)
    concepts = tuple(_concept(own, content[own], names.get(own, [])) for own in own_terms)
    return Question(text, concepts, german)


def _concept(own: str, word: str, names: Iterable[tuple[str, ...]]) -> Concept:
    """The word with its alternatives, each once with its highest weight, the word itself first."""
    weights: dict[tuple[str, ...], float] = {(own,): 1.0}
    twin = other_case(word)  # "haus" is read as the verb "hausen", unless it is also tried as a noun
    parts = [((part,), PART) for form in (word, twin) for part in part_terms(form)]
    for terms, weight in [((term(twin),), 1.0), *parts, *((name, SYNONYM) for name in names)]:
        if all(terms):
            weights[terms] = max(weight, weights.get(terms, 0.0))
    return Concept(word, tuple(Alternative(terms, weight) for terms, weight in weights.items()))
