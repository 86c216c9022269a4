"""Splits German compounds into the nouns (and verb stems) that they are made of."""

from functools import lru_cache

from search.analysis.lexicon import SHORTEST, lexicon

LINKS = ("", "s", "es", "n", "en", "er")
COMMON = 300  # Zipf × 100: a part is a word that people use, at least once in a million
WHOLE = 330  # a word of the dictionary that is at least this common is one word to its readers


def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound as lower-case lemma candidates, or () when it is no compound or a word of its own."""
    found = _best(word.lower())
    return found[1] if len(found[1]) > 1 else ()


@lru_cache(maxsize=20_000)
def _best(word: str) -> tuple[float, tuple[str, ...]]:
    """The best reading of a word with its mean frequency: whole, or modifier + rest, read the same way."""
    nouns = lexicon().nouns
    own = nouns.get(word, 0)
    best: tuple[float, tuple[str, ...]] = (own, (word,)) if own >= COMMON else (0.0, ())
    if own >= WHOLE:
        return best
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        frequency, modifier = _modifier(word[:cut])
        if not modifier:
            continue
        rest_frequency, rest = _best(word[cut:])
        if not rest:
            continue
        mean = (frequency + rest_frequency * len(rest)) / (1 + len(rest)) - 40
        if mean > best[0]:
            best = (mean, (modifier, *rest))
    return best


def _modifier(text: str) -> tuple[int, str]:
    """The most frequent word that stands as modifier in this form: "sprach" → "sprache", "wohnungs" → "wohnung"."""
    known = lexicon()
    readings: list[tuple[int, str]] = []
    for link in LINKS:
        stem = text.removesuffix(link) if link else text
        if (link and stem == text) or len(stem) < SHORTEST:
            continue
        readings.append((known.nouns.get(stem, 0) - 10 * bool(link), stem))
    readings.append((known.nouns.get(text + "e", 0) - 20, text + "e"))
    if text in known.verb_stems:
        readings.append((known.verb_stems[text] - 20, text + "en"))
    best = max(readings, default=(0, ""))
    return best if best[0] >= COMMON else (0, "")
