"""Cuts text into words and folds them into terms: letters and digits only, so that every engine cuts them alike."""

import re
import unicodedata
from functools import lru_cache

LONGEST_TERM = 100
WORD = re.compile(r"[^\W_]+")
# "Lehrer:innen", "Bürger*in", "Schüler/-innen": the reader means the word before the colon.
GENDERED = re.compile(r"(?<=[^\W\d_]{3})[:*_/·]-?in(?:nen)?\b")


def words(text: str) -> list[str]:
    """The words of a text in order, as written, without marks and joiners; ä and й stay one letter."""
    return WORD.findall(plain(text))


def plain(text: str) -> str:
    """Composed text without combining marks, soft hyphens, joiners, direction marks and gender endings."""
    if text.isascii():
        return GENDERED.sub("", text)
    text = unicodedata.normalize("NFKC", text)
    return GENDERED.sub("", "".join(character for character in text if _kept(character)))


@lru_cache(maxsize=4096)
def _kept(character: str) -> bool:
    return unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf", "Cs")


def plain_letters(word: str) -> str:
    """Without the accents that German has not ("Résumé" → "Resume"), for readers and the stemmer miss them out."""
    if word.isascii():
        return word
    return "".join(c if c in "äöüÄÖÜß" else unicodedata.normalize("NFKD", c)[:1] for c in word)


def fold(word: str) -> str:
    """Lower case without accents ("Café" → "cafe", "Straße" → "strasse", "й" → "и"), at most LONGEST_TERM long."""
    word = word.casefold()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(character for character in decomposed if character.isalnum())
    return word[:LONGEST_TERM]
