"""How a person's name is recognised in running text: in full, turned round, with "Frau", and in a mail address."""

import re
from collections.abc import Callable
from typing import Any

TITLES = r"(?:(?:Prof|Dr|Dipl)\.?(?:-\w+\.?)?|Frau|Herrn?)"
PARTICLES = {"von", "vom", "van", "zu", "zur", "de", "del", "der", "den", "di", "da", "el", "al", "bin", "ben"}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

Rewrite = Callable[[str], str]


def rewriter(name: str, function: str, mailbox: str) -> Rewrite:
    """Puts the function in place of a name, and its mailbox in place of the person's mail address.

    The surname alone is left: in a text about Mainz, "Berg" may be anything.
    """
    given, surname = _parts(name)
    spoken = [rf"(?:{TITLES}\s+)*{_words(given)}\s+{_words(surname)}", rf"(?:{TITLES}\s+)+{_words(surname)}"]
    if given:
        spoken.append(rf"{_words(surname)},\s*{_words(given)}")
    else:
        spoken[0] = _words(surname)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(spoken)})s?(?!\w)", re.IGNORECASE)
    local = "|".join(re.escape(part) for part in _local_parts(given, surname))
    addresses = re.compile(rf"(?<![\w.-])(?:{local})@[\w.-]*\w", re.IGNORECASE)

    def rewrite(text: str) -> str:
        return names.sub(function, addresses.sub(mailbox or function, text))

    return rewrite


def rewrite_all(value: Any, rewrite: Rewrite) -> Any:
    """The same for every text inside a JSON value."""
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list):
        return [rewrite_all(item, rewrite) for item in value]
    if isinstance(value, dict):
        return {key: rewrite_all(item, rewrite) for key, item in value.items()}
    return value


def surname_of(name: str) -> str:
    """What every form of the name contains: narrows down where to look."""
    return _parts(name)[1][-1]


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Given names and surname, without titles: ("Anna Maria", "von der Au")."""
    words = [word for word in name.split() if not re.fullmatch(TITLES, word)] or name.split()
    first = next((place for place, word in enumerate(words) if place and word in PARTICLES), len(words) - 1)
    return words[:first], words[first:]


def _words(words: list[str]) -> str:
    return r"(?:\s|&nbsp;)+".join(re.escape(word) for word in words)


def _local_parts(given: list[str], surname: list[str]) -> list[str]:
    """Before the @: anna.berg, a.berg, aberg, berg."""
    last = "".join(surname).lower().translate(UMLAUTS)
    if not given:
        return [last]
    first = given[0].lower().translate(UMLAUTS)
    return [f"{before}{joint}{last}" for before in (first, first[0]) for joint in (".", "-", "_", "")] + [last]
