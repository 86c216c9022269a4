"""The curated synonyms as terms, looked up when a question is asked: a new one needs no reindexing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from search import registry
from search.analysis.german import term
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import words

Terms = tuple[str, ...]
Thesaurus = Mapping[str, list[tuple[Terms, tuple[Terms, ...]]]]  # first term → (whole name, what else it is called)


def other_names(asked: Sequence[str]) -> dict[str, list[Terms]]:
    """{term of the question: names that may stand in its place}; of a name of several words each word gets them."""
    groups = tuple(group for provider in registry.synonym_providers for group in provider())
    thesaurus = _thesaurus(groups)
    found: dict[str, list[Terms]] = defaultdict(list)
    for start, first in enumerate(asked):
        for name, others in thesaurus.get(first, ()):
            if tuple(asked[start : start + len(name)]) == name:
                for own in name:
                    found[own].extend(others)
    return found


@lru_cache(maxsize=2)  # groups are read anew for each question, their analysis is not
def _thesaurus(groups: tuple[tuple[str, ...], ...]) -> Thesaurus:
    thesaurus: dict[str, list[tuple[Terms, tuple[Terms, ...]]]] = defaultdict(list)
    for group in groups:
        names = list(dict.fromkeys(terms for name in group if (terms := content_terms(name))))
        for name in names:
            thesaurus[name[0]].append((name, tuple(other for other in names if other != name)))
    return thesaurus


def content_terms(text: str) -> Terms:
    """The terms of a text's words that are no stop words."""
    return tuple(term(word) for word in words(text) if word.lower() not in STOP_WORDS and term(word))
