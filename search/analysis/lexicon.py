"""What the compound splitter knows: German nouns and verb stems with their frequencies, from simplemma and wordfreq."""

import json
import logging
import math
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

logger = logging.getLogger(__name__)

FORMAT = 1  # of the cached file; raise it when what is built below changes
SHORTEST = 3  # letters of a part: "Amt", "Rat", "Weg"
RAREST = 1e-7  # wordfreq: rarer words are names and slips, and split "Mannheim" into "Mann" and "heim"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Both map a lower-case form to 100 × log10 of its frequency in 10⁹ words (Zipf's scale × 100)."""

    nouns: Mapping[str, int]  # with inflected forms
    verb_stems: Mapping[str, int]  # "wohn", "sprech"


@cache
def lexicon() -> Lexicon:
    """The lexicon of this process; built in a few seconds the first time, then read from the cache folder."""
    path = _path()
    if not path.exists():
        logger.info("building the lexicon of compounds, once")
        _write(path, _build())
    data = json.loads(path.read_text(encoding="utf-8"))
    return Lexicon(nouns=data["nouns"], verb_stems=data["verb_stems"])


def _path() -> Path:
    name = f"lexicon-{FORMAT}-simplemma-{version('simplemma')}-wordfreq-{version('wordfreq')}.json"
    return Path(settings.SEARCH["CACHE_DIR"]) / name


def _write(path: Path, built: Lexicon) -> None:
    """In one step, so that a process that starts meanwhile never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"nouns": built.nouns, "verb_stems": built.verb_stems}, file, ensure_ascii=False)
    Path(temporary).replace(path)


def _build() -> Lexicon:
    """A noun is a form that is written with a capital and has a capitalised lemma; a stem is an infinitive's."""
    from wordfreq import get_frequency_dict  # 90 MB while building, so not at import

    frequency = get_frequency_dict("de")
    forms = DefaultDictionaryFactory().get_dictionary("de")
    nouns: dict[str, int] = {}
    verb_stems: dict[str, int] = {}
    for form, lemma in _entries(forms):
        lower = form.lower()
        share = frequency.get(lower, 0.0)
        if share < RAREST or len(lower) < SHORTEST:
            continue
        if form[0].isupper() and lemma[:1].isupper():
            nouns[lower] = _zipf(share)
        elif form == lemma and form.endswith("en") and len(form) > SHORTEST + 2:
            verb_stems[form[:-2]] = _zipf(share)
    return Lexicon(nouns, verb_stems)


def _entries(forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((form, lemma) for form, lemma in forms.items() if form.isalpha())


def _zipf(share: float) -> int:
    return round(100 * (math.log10(share) + 9))
