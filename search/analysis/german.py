"""One word to its term: lemma, stem, fold; and a compound to the terms of its parts. Cached, for words come back."""

from functools import cache, lru_cache
from typing import Any

import snowballstemmer
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from search.analysis.compounds import parts
from search.analysis.lexicon import lexicon
from search.analysis.words import fold, plain_letters

LATIN = 0x0250  # from here on letters are not Latin: such words are only folded, German rules would spoil them

# The stemmer takes these ends of a noun for inflection, and makes "Kurs" of "Kur" and "Schüler" of "Schule".
NOT_INFLECTION = ("s", "er", "el")


@lru_cache(maxsize=50_000)
def term(word: str) -> str:
    """The term under which a word is found: "Wohnungen" and "Wohnung" → "wohnung"; "" for a word of marks alone."""
    if not is_latin(word):
        return fold(word)
    base = lemma(word)
    if base.endswith(NOT_INFLECTION) and base[0].isupper() and base.lower() in lexicon().nouns:
        return fold(base)
    return fold(_stemmer().stemWord(plain_letters(base).lower()))


@lru_cache(maxsize=50_000)
def part_terms(word: str) -> tuple[str, ...]:
    """The terms of a compound's parts: "Sprachkurse" → ("sprach", "kurs"); () when it is no compound."""
    if not word.isalpha() or not is_latin(word):
        return ()
    found = parts(word) or parts(lemma(word))
    return tuple(term(part.capitalize()) for part in found)


def lemma(word: str) -> str:
    """The dictionary's form of a word as written, else as written in the other case, else the word itself."""
    dictionary = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary("de")
    return dictionary.get(word) or dictionary.get(other_case(word)) or word


def other_case(word: str) -> str:
    """ "kurs" → "Kurs" and back: readers type nouns without capitals, and sentences begin with one."""
    return word.lower() if word[0].isupper() else word.capitalize()


def is_latin(word: str) -> bool:
    return all(ord(letter) < LATIN for letter in word)


@cache
def _stemmer() -> Any:  # snowballstemmer has no types
    return snowballstemmer.stemmer("german")
