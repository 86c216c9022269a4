"""What an entry looks like after a record has come in: what the file leaves empty stays, unless its column erases."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from directory.exchange import images
from directory.exchange.cells import folded
from directory.exchange.columns import Erasing
from directory.exchange.images import Image
from directory.exchange.problems import Problem
from directory.exchange.records import LocationRecord, OfferRecord, OrganisationRecord
from directory.exchange.words import Words, vocabulary
from directory.models import Contact, Location, Offer, Organisation
from directory.secrets import betrayed

NEW_PLACE = "new:"  # begins the name of a place that has no uid yet; its source key follows
COORDINATES = ("latitude", "longitude")
EMPTY: tuple[Any, ...] = ("", None, False, ())
NEVER_EMPTY = ("name", "title", "kind")
OF_THE_OFFER = {"description", "topics", "languages", "is_landwide"}


@dataclass(slots=True)
class Merge:
    """`erasing`: fields whose empty values count, see columns.py; `rows`: where each record stood, for messages;
    `unusable`: (row, column) of cells that the reader could not use and has told.
    """

    erasing: Erasing
    rows: dict[str, int]
    unusable: frozenset[tuple[int, str]] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    words: dict[str, Words] = field(default_factory=vocabulary)

    def organisation(self, before: Image, record: OrganisationRecord, home: str, has_offers: bool) -> Image:
        # A row that names an offer describes the offer: its empty description is not the organisation's.
        erasing = self._erasing("organisation") - (OF_THE_OFFER if has_offers else set())
        after = dict(before)
        self._fields(after, Organisation, record, images.ORGANISATION, record.key, erasing)
        self._words(after, Organisation, record, erasing)
        served = before[
            "districts_served"
        ]  # the home may stand among them: an export does not say so, it serves it anyway
        after["districts_served"] = [ags for ags in after["districts_served"] if ags != home or home in served]
        after["locations"] = self._places(before["locations"], record, "locations" in erasing)
        after["contacts"] = self._contacts(before["contacts"], record, "contacts" in erasing)
        streets = [place["street"] for place in after["locations"] if place["hide_address"] and place["street"]]
        self._keep_secret(before, after, streets, record.key)
        places = {place["uid"]: place for place in before["locations"]}
        for place in after["locations"]:
            if not place["hide_address"]:
                self._keep_secret(places.get(place["uid"], place_unknown()), place, streets, record.key)
        return after

    def offer(self, before: Image, record: OfferRecord, organisation: Image) -> Image:
        if record.valid_from and record.valid_until and record.valid_from > record.valid_until:
            self._problem(record.key, "valid_until", _("Der letzte Tag liegt vor dem ersten; beide bleiben weg."))
            record = replace(record, valid_from=None, valid_until=None)
        after, erasing = dict(before), self._erasing("offer")
        self._fields(after, Offer, record, images.OFFER, record.key, erasing)
        if after["valid_from"] and after["valid_until"] and after["valid_from"] > after["valid_until"]:
            self._problem(
                record.key, "valid_until", _("Der letzte Tag liegt vor dem ersten; beide bleiben, wie sie sind.")
            )
            after |= {name: before[name] for name in ("valid_from", "valid_until")}
        self._words(after, Offer, record, erasing)
        uids = {place[name]: place["uid"] for name in ("source_key", "uid") for place in organisation["locations"]}
        at = sorted({uids[key] for key in record.locations if key and key in uids})
        if at or "locations" in erasing:
            after["locations"] = at
        if record.schedules or "schedules" in erasing:
            after["schedules"] = [
                {name: images.plain(getattr(slot, name)) for name in images.SCHEDULE} | {"note": slot.note[:120]}
                for slot in record.schedules
            ]
        streets = [place["street"] for place in organisation["locations"] if place["hide_address"] and place["street"]]
        self._keep_secret(before, after, streets, record.key)
        return after

    def unknown_words(self) -> Iterable[Problem]:
        """What nobody knew, told once for the whole file."""
        for name, known in self.words.items():
            for word, count in known.unknown.most_common(50):
                text = _("„%(word)s“ (%(count)s-mal) ist nicht im Verzeichnis der Wörter. Ähnlich: %(near)s")
                near = ", ".join(known.nearest(word)) or "–"
                yield Problem(0, name, text % {"word": word, "count": count, "near": near}, left_out=False)

    def _fields(
        self, after: Image, model: type[Model], record: Any, names: Iterable[str], key: str, erasing: set[str]
    ) -> None:
        for name in names:
            value = self._checked(model, name, getattr(record, name), key)
            if value is None and getattr(record, name):
                continue  # told; what is here stays
            if name == "kind" and value == "other" and "kind" not in erasing:
                value = "" if after["kind"] else value
            if value not in EMPTY or (name in erasing and name not in NEVER_EMPTY and not self._is_told(key, name)):
                after[name] = images.plain(value)

    def _words(self, after: Image, model: type[Model], record: Any, erasing: set[str]) -> None:
        for name in images.WORDS[model]:
            given = getattr(record, name)
            keys = list(self.words[name].keys(given))
            if keys or (name in erasing and not given and not self._is_told(record.key, name)):
                after[name] = keys

    def _erasing(self, noun: str) -> set[str]:
        return {name for kind, name in self.erasing if kind == noun}

    def _places(self, here: list[Image], organisation: OrganisationRecord, only_these: bool) -> list[Image]:
        """What is hidden here stays hidden; of a hidden place a file says nothing, so that nothing of it is erased."""
        places, named, erasing = [dict(place) for place in here], [], self._erasing("location")
        records = organisation.locations
        for record in records:
            same = [place for place in places if record.key and record.key in (place["source_key"], place["uid"])]
            same = same or (places if len(here) == len(records) == 1 else [])
            if not same:
                same = [place_unknown() | {"uid": f"{NEW_PLACE}{record.key}", "source_key": record.key}]
                places.append(same[0])
            place = same[0]
            named.append(place)
            self._place(place, record, organisation.key, set() if place["hide_address"] else erasing)
            if (place["latitude"] is None) != (place["longitude"] is None):
                place["latitude"] = place["longitude"] = None
            place["hide_address"] = place["hide_address"] or record.hide_address
        return [place for place in places if place in named] if only_these else places

    def _place(self, place: Image, record: LocationRecord, key: str, erasing: set[str]) -> None:
        for name in images.PLACE:
            given = getattr(record, name)
            value = self._checked(Location, name, given, key)
            if value is None and given:
                continue
            # An export has five decimals of what is here with more.
            if name in COORDINATES and place[name] is not None and value == round(place[name], 5):
                continue
            if value not in EMPTY or (name in erasing and not self._is_told(key, name)):
                place[name] = value

    def _contacts(self, here: list[Image], record: OrganisationRecord, only_these: bool) -> list[Image]:
        """Each contact of the file is one here for the same function, or a new one: two for the same stay two."""
        contacts = [dict(contact) for contact in here]
        left, named = list(contacts), []
        for one in record.contacts:
            contact = next((known for known in left if folded(known["function"]) == folded(one.function)), None)
            if contact is None:
                contact = {"function": one.function[:120], "email": "", "phone": ""}
                contacts.append(contact)
            else:
                left.remove(contact)
            named.append(contact)
            for name in ("email", "phone"):
                if value := self._checked(Contact, name, getattr(one, name), record.key):
                    contact[name] = value
        return named if only_these else contacts

    def _is_told(self, key: str, name: str) -> bool:
        """Whether the cell held something that could not be used: then it is not empty, and erases nothing."""
        return (self.rows.get(key, 0), name) in self.unusable

    def _checked(self, model: type[Model], name: str, value: Any, key: str) -> Any:
        """As the form would take it; else None, and told."""
        if not isinstance(value, str) or not value:
            return value
        column: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
        if name == "website" and "://" not in value:
            value = f"https://{value}"
        most = column.max_length
        if most and len(value) > most and name not in ("email", "website"):
            self._problem(key, name, _("Der Text ist länger als %s Zeichen und wird gekürzt.") % most)
            value = Truncator(value).chars(most)
        try:
            column.run_validators(value)
        except ValidationError:
            self._problem(key, name, _("„%s“ ist hier nicht gültig und bleibt weg.") % value[:60])
            return None
        return value

    def _keep_secret(self, before: Image, after: Image, streets: list[str], key: str) -> None:
        """A text that names a hidden street stays as it was."""
        text = _("Der Text nennt die Straße einer Adresse, die nicht veröffentlicht wird, und bleibt weg.")
        for name in betrayed(after, streets) if streets else ():
            if after[name] != before.get(name):
                self._problem(key, name, text)
                after[name] = before.get(name, "")

    def _problem(self, key: str, column: str, text: str) -> None:
        self.problems.append(Problem(self.rows.get(key, 0), column, text, left_out=False))


def place_unknown() -> Image:
    """A place of which nothing is known yet."""
    return {
        "uid": "", "source_key": "", "name": "", "street": "", "postcode": "", "place": "", "latitude": None,
        "longitude": None, "opening_hours": "", "directions": "", "is_accessible": False, "accessibility": "",
        "hide_address": False,
    }  # fmt: skip
