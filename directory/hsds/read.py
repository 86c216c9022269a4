"""From HSDS 3.0 to records: pages of a list, plain lists, one thing alone, our own export, lines of JSON."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.exchange.problems import Problem
from directory.exchange.records import Directory, LocationRecord, OfferRecord, OrganisationRecord
from directory.hsds.nodes import Node
from directory.hsds.read_organization import read_organization
from directory.hsds.read_service import places_of, read_service

LISTS = ("contents", "organizations", "services", "service_at_locations")
OF_SERVICES = {"status", "organization", "organization_id", "service_at_locations"}


@dataclass(frozen=True, slots=True)
class HsdsResult:
    """What could be read, and what is wrong with the rest."""

    directory: Directory
    problems: list[Problem] = field(default_factory=list)


def read_hsds(content: bytes) -> HsdsResult:
    """Never raises: whatever the file holds ends up in the directory or among the problems."""
    problems: list[Problem] = []
    reading = Reading(problems)
    for number, item in enumerate(_items(content, problems), start=1):
        if isinstance(item, dict):
            reading.take(Node(item, number, problems))
        else:
            problems.append(Problem(number, "", _("Hier wird ein Objekt mit Feldern erwartet.")))
    directory = reading.directory()
    if not (directory.organisations or problems):
        problems.append(Problem(0, "", _("Die Datei enthält keine Einträge.")))
    return HsdsResult(directory, problems)


def _items(content: bytes, problems: list[Problem]) -> list[Any]:
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        problems.append(Problem(0, "", _("Die Datei ist nicht in UTF-8; bitte prüfen Sie die Umlaute."), False))
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return _lines(text, problems)
    if isinstance(found, list):
        return found
    if not isinstance(found, dict):
        problems.append(Problem(0, "", _("Die Datei enthält weder eine Liste noch ein Objekt.")))
        return []
    lists = [found[name] for name in LISTS if isinstance(found.get(name), list)]
    # A single organization has a list of services, too.
    return [item for several in lists for item in several] if lists and "name" not in found else [found]


def _lines(text: str, problems: list[Problem]) -> list[Any]:
    """One JSON object a line, as interfaces send them with format=ndjson."""
    items = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                items.append(json.loads(line))
            except (ValueError, RecursionError) as error:
                what = _("Das ist kein gültiges JSON (%s). Bitte exportieren Sie die Datei neu.") % str(error)[:80]
                problems.append(Problem(0 if not items else number, "", what))
                break
    return items


class Reading:
    """Collects items of all kinds. An organization that stands alone wins over one that is only nested in a service."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.alone: dict[str, OrganisationRecord] = {}
        self.nested: dict[str, OrganisationRecord] = {}
        self.places: dict[str, dict[str, LocationRecord]] = {}  # by organisation, then by their key
        self.offers: dict[str, OfferRecord] = {}
        self.numbers: dict[str, Node] = {}  # where an offer stood

    def take(self, item: Node) -> None:
        if services := item.nodes("service"):
            service = services[0]
            at = {name: value for name, value in item.values.items() if name != "service"}
            self.take_service(replace(service, values={"service_at_locations": [at], **service.values}))
        elif OF_SERVICES & item.values.keys():
            self.take_service(item)
        else:
            self.take_organization(item)

    def take_organization(self, item: Node) -> None:
        record = read_organization(item)
        if record is None:
            return
        if record.key in self.alone and self.alone[record.key] != record:
            item.problem("id", _("Diese Einrichtung steht schon mit anderen Angaben in der Datei. Die erste zählt."))
        self.alone.setdefault(record.key, record)
        self.add_places(record.key, record.locations)
        for service in item.nodes("services"):
            self.take_service(replace(service, values={**service.values, "organization_id": record.key}))

    def take_service(self, item: Node) -> None:
        if set(item.values) <= {"id", "organization_id"}:
            return  # a mere reference, as organizations have them
        organisation = self._organisation_of(item)
        record = read_service(item, organisation)
        if record is None:
            return
        places = places_of(item)
        self.add_places(organisation, [place for place in places if isinstance(place, LocationRecord)])
        keys = [place.key if isinstance(place, LocationRecord) else place for place in places]
        known = self.offers.get(record.key)
        if known and replace(known, locations=()) != record:
            item.problem("id", _("Dieses Angebot steht schon mit anderen Angaben in der Datei. Das erste zählt."))
        known = known or record
        self.offers[record.key] = replace(known, locations=tuple(dict.fromkeys([*known.locations, *keys])))
        self.numbers.setdefault(record.key, item)

    def _organisation_of(self, item: Node) -> str:
        """Key of the organisation of a service; "" where it names none."""
        named = item.text("organization_id")
        for organization in item.nodes("organization"):
            record = read_organization(organization)
            if record and (record.key == named or not named):
                self.nested.setdefault(record.key, record)
                self.add_places(record.key, record.locations)
                return record.key
            if record:
                item.problem(
                    "organization_id", _("Zwei verschiedene Einrichtungen sind genannt. Bitte eine streichen.")
                )
        return named

    def add_places(self, organisation: str, places: list[LocationRecord] | tuple[LocationRecord, ...]) -> None:
        known = self.places.setdefault(organisation, {})
        for place in places:
            known.setdefault(place.key, place)

    def directory(self) -> Directory:
        """Offers in the order of their organisations; those without one, or at places nobody described, are told."""
        organisations = {**self.alone, **{key: one for key, one in self.nested.items() if key not in self.alone}}
        offers: dict[str, list[OfferRecord]] = {key: [] for key in organisations}
        for key, offer in self.offers.items():
            where = self.numbers[key]
            if offer.organisation not in organisations:
                text = _("Zu diesem Angebot fehlt die Einrichtung. Bitte ergänzen Sie „organization“.")
                where.problem("organization_id", text, left_out=True)
                continue
            known = self.places.get(offer.organisation, {})
            if missing := [place for place in offer.locations if place not in known]:
                unknown = _("Der Ort „%s“ ist nicht beschrieben. Das Angebot kommt ohne ihn.") % missing[0][:40]
                where.problem("service_at_locations", unknown)
            here = tuple(place for place in offer.locations if place in known)
            offers[offer.organisation].append(replace(offer, locations=here))
        return Directory(
            organisations=tuple(
                replace(record, locations=tuple(self.places.get(key, {}).values()))
                for key, record in organisations.items()
            ),
            offers=tuple(offer for several in offers.values() for offer in several),
        )
