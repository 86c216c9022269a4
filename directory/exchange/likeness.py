"""Which organisation of the district may be the same as one in a file: suggested with the reason, never merged."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from directory.exchange.cells import folded
from directory.exchange.images import Image
from directory.exchange.records import OrganisationRecord

ALIKE = 0.88  # SequenceMatcher.ratio() of two names in one postcode: a letter or two apart
# Legal forms and small words, by which the name of one and the same organisation differs from list to list.
EMPTY_WORDS = frozenset(
    "e v ev gemeinnuetzige gemeinnuetziger ggmbh gmbh mbh gug ug ag eg kg der die das des dem den fuer und im in am an "
    "zu zur zum von vom bei the of and verein verband stiftung".split()
)
ENDINGS = re.compile(r"(?:verband|verein|stiftung)(?:es|s)?$")


@dataclass(frozen=True, slots=True)
class Same:
    uid: str
    title: str
    why: str


@dataclass(slots=True)
class Doubles:
    """The organisations of a district by everything that may give a second entry away."""

    by_mark: dict[tuple[str, str], Same] = field(default_factory=dict)
    names_at: dict[str, list[tuple[str, Same]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, uid: str, image: Image) -> None:
        for kind, value in marks(image["name"], image["phone"], image["email"], image["website"], image["locations"]):
            self.by_mark.setdefault((kind, value), Same(uid, image["name"], kind))
        for place in image["locations"]:
            if place["postcode"]:
                self.names_at[place["postcode"]].append((spoken(image["name"]), Same(uid, image["name"], "alike")))

    def of(self, record: OrganisationRecord) -> Same | None:
        """The likeliest, the surest reason first."""
        places = [{"street": place.street, "postcode": place.postcode} for place in record.locations]
        for kind, value in marks(record.name, record.phone, record.email, record.website, places):
            if same := self.by_mark.get((kind, value)):
                return Same(same.uid, same.title, reasons()[kind])
        name = spoken(record.name)
        for place in record.locations:
            for other, same in self.names_at.get(place.postcode, ()):
                likeness = SequenceMatcher(None, name, other)
                if likeness.quick_ratio() >= ALIKE <= likeness.ratio():
                    return Same(same.uid, same.title, reasons()["alike"])
        return None


def reasons() -> dict[str, str]:
    return {
        "name": _("gleicher Name"),
        "words": _("gleicher Name in anderen Worten"),
        "email": _("gleiche Mailadresse"),
        "phone": _("gleiche Telefonnummer"),
        "website": _("gleiche Website"),
        "address": _("gleiche Adresse"),
        "alike": _("ähnlicher Name, gleiche Postleitzahl"),
    }


def marks(name: str, phone: str, email: str, website: str, places: Iterable[Image]) -> Iterator[tuple[str, str]]:
    """(reason, value) pairs, the surest first; two organisations that share one may be the same."""
    yield "name", folded(name)
    if words := core_of(name):
        yield "words", words
    if email:
        yield "email", email.lower()
    digits = "".join(sign for sign in phone if sign.isdigit()).removeprefix("0049").removeprefix("49").lstrip("0")
    if len(digits) > 5:
        yield "phone", digits
    if site := website.lower().split("://")[-1].removeprefix("www.").rstrip("/"):
        yield "website", site
    for place in places:
        if place["street"] and place["postcode"]:
            yield "address", f"{place['postcode']} {folded(place['street'].replace('str.', 'straße'))}"


def core_of(name: str) -> str:
    """What is left of a name without legal form and small words, in one order; "" when that says too little."""
    words = {ENDINGS.sub("", word) for word in folded(name).split() if word not in EMPTY_WORDS} - {""}
    return " ".join(sorted(words)) if len(words) > 1 else ""


def spoken(name: str) -> str:
    """What two names are compared by, letter for letter."""
    return core_of(name) or folded(name)
