"""Which word somebody meant who typed it wrong: the words in use that are few slips away, the likeliest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.words import fold

LOOKED_AT = 60  # nearest words that are weighed closely
# Costs of a slip; 1 is any letter for any other. Chosen from how German is mistyped and misheard, not tuned to a set.
NEIGHBOUR = 0.7  # a key beside the right one (QWERTZ)
SOUND = 0.6  # letters that sound alike
SWAP = 0.6  # two letters in the wrong order
DOUBLED = 0.4  # one letter for two, two for one
SILENT = 0.6  # an h or e that lengthens a vowel
FIRST = 0.5  # more, when the first letter is wrong: it rarely is
COMMON = 0.3  # less, for each power of ten of documents that use a word

KEYS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
SOUNDS = ("bp", "dt", "gkqc", "vfw", "zsc", "iyj", "aä", "eä", "oö", "uü", "xk", "sz")


def _pairs() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for upper, row in zip(("", *KEYS), KEYS, strict=False):
        beside = [*pairwise(row), *zip(row, upper, strict=False), *zip(row, upper[1:], strict=False)]
        costs |= {pair: NEIGHBOUR for one, other in beside for pair in ((one, other), (other, one))}
    alike = [(one, other) for group in SOUNDS for one in group for other in group if one != other]
    return costs | dict.fromkeys(alike, SOUND)


SUBSTITUTION = _pairs()


def allowed(length: int) -> int:
    """How many slips a word of so many letters may hold: a short one with two is another word."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 10 else 3


@dataclass(frozen=True, slots=True)
class Correction:
    """A word in use, and how far the typed one is from it: about 1 a slip, less when it is a likely one."""

    word: str
    slips: float


class Speller:
    """Knows the words in use with the number of documents of each."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.words = list(documents)
        self.documents = documents

    @cached_property
    def folded(self) -> list[str]:
        return [word.casefold() for word in self.words]

    def corrections(self, typed: str, limit: int = 1, *, beginning: bool = False) -> list[Correction]:
        """The words that may be meant, the likeliest first; none when the typed one is too short, or too far from all.

        `beginning`: the typed letters are the beginning of a word that is still being typed, and so is the answer.
        """
        word = typed.casefold()
        most = allowed(len(word))
        if not most:
            return []
        choices = [known[: len(word)] for known in self.folded] if beginning else self.folded
        near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=LOOKED_AT, processor=None)
        plain = process.extract(fold(word), choices, scorer=OSA.distance, processor=fold, score_cutoff=0, limit=3)
        found = {index for _text, _distance, index in [*near, *plain]}
        documents: dict[str, int] = {}
        for i in found:
            meant = self.words[i][: len(word)] if beginning else self.words[i]
            documents[meant] = documents.get(meant, 0) + self.documents[self.words[i]]
        weighed = [Correction(meant, slips(word, meant.casefold())) for meant in documents]
        return sorted(weighed, key=lambda c: (c.slips - COMMON * log10(documents[c.word]), c.word))[:limit]


def slips(typed: str, meant: str) -> float:
    """The cheapest way from one word to the other, both in lower case, slip by slip."""
    before: list[float] = []
    last = [float(n) for n in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        row = [last[0] + _left_out(typed, i - 1)]
        for j, right in enumerate(meant, 1):
            first = FIRST if i == j == 1 and letter != right else 0.0
            cost = min(
                last[j - 1] + (0 if letter == right else SUBSTITUTION.get((letter, right), 1.0) + first),
                last[j] + _left_out(typed, i - 1),
                row[j - 1] + _left_out(meant, j - 1),
            )
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == right and letter != right:
                cost = min(cost, before[j - 2] + SWAP)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _left_out(word: str, at: int) -> float:
    """What it costs that one of the two words lacks this letter of the other."""
    if (at and word[at] == word[at - 1]) or (at + 1 < len(word) and word[at] == word[at + 1]):
        return DOUBLED
    if at and word[at] in "he" and word[at - 1] in "aeiouäöü":
        return SILENT
    return 1.0
