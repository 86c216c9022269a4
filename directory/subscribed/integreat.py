"""From Integreat's `api/v3` to records: places become organisations, pages of an organisation its offers.

Shape of the answers: digitalfabrik/integreat-cms, integreat_cms/api/v3 (2026). Why so: docs/decisions/0014.
"""

import json
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.utils.translation import gettext_lazy as _

from directory.exchange.cells import folded
from directory.exchange.problems import Problem
from directory.exchange.records import ContactRecord, LocationRecord, OfferRecord, OrganisationRecord
from directory.exchange.rows import KINDS, Reading, short
from directory.hsds.nodes import Node, cleaned
from directory.subscribed.opening_hours import in_words

PARTS = ("regions", "locations", "offers", "pages")
BREAKS = ("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6")
Contents = dict[str, bytes]  # by part


def addresses(address: str) -> dict[str, str] | None:
    """Part → address, of a region's address …/api/v3/REGION/LANGUAGE/; None where it is not one."""
    before, sign, rest = address.partition("/api/v3/")
    region, _slash, language = rest.strip("/").partition("/")
    if not sign or not urlsplit(before).hostname or not region or not language or "/" in language:
        return None
    inside = f"{before}/api/v3/{region}/{language}"
    return {"regions": f"{before}/api/v3/regions/"} | {part: f"{inside}/{part}/" for part in PARTS[1:]}


def read_integreat(contents: Contents, region: str) -> Reading:
    """Never raises: what can't be taken over ends up among the problems."""
    reading = Reading()
    reader = _Reader(reading)
    parts = {part: _items(part, contents.get(part, b"[]"), reading.problems) for part in PARTS}
    for place in parts["locations"]:
        reader.place(place)
    if parts["offers"]:
        reader.services(parts["offers"], _region_of(parts["regions"], region))
    reader.pages(parts["pages"])
    return reading


def _items(part: str, content: bytes, problems: list[Problem]) -> list[Node]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        problems.append(Problem(0, part, _("Hier wird eine Liste erwartet, wie Integreat sie ausgibt.")))
        return []
    items = []
    for number, item in enumerate(found, start=1):
        if isinstance(item, dict):
            items.append(Node(item, number, problems, part))
        else:
            problems.append(Problem(number, part, _("Hier wird ein Objekt mit Feldern erwartet.")))
    return items


def _region_of(regions: list[Node], slug: str) -> str:
    return next((name for node in regions if node.text("path") == slug and (name := node.text("name"))), slug)


def text_of(html: str) -> str:
    """The words of a piece of HTML, a line for each paragraph."""
    if html.count("<") < 1:
        return cleaned(html)
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["script", "style", "template"]):
        tag.decompose()
    for tag in soup.find_all(BREAKS):
        tag.insert_before("\n")
        tag.append("\n")
    lines = (" ".join(line.split()) for line in "".join(soup.strings).splitlines())
    return cleaned("\n".join(line for line in lines if line))


@dataclass(slots=True)
class _Reader:
    reading: Reading
    alone: dict[str, list[str]] = field(default_factory=dict)  # Integreat's organisation → keys of its places

    def place(self, item: Node) -> None:
        """A place: its number stays, while `id` at the top is that of a translation and changes with each version."""
        location = next(iter(item.nodes("location")), Node({}, item.number, item.problems, item.path))
        number, name = location.text("id"), item.text("title") or location.text("name")
        if not number or not name:
            item.problem("title", _("Hier fehlen Nummer oder Name des Ortes."), left_out=True)
            return
        key = short(f"location:{number}")
        if key in self.reading.organisations:
            item.problem("location.id", _("Dieser Ort steht schon in der Liste. Der erste zählt."))
            return
        category = next((node.text("name") for node in item.nodes("category")), "")
        owner = next(iter(item.nodes("organization")), None)
        if owner and (owned := owner.text("id")):
            self.alone.setdefault(owned, []).append(key)
        hours = in_words(item)
        self.keep(
            OrganisationRecord(
                key=key,
                name=name,
                kind=KINDS.get(folded(category), "other"),
                description=self.description(item, owner.text("name") if owner else ""),
                topics=(category,) if category and folded(category) not in KINDS else (),
                email=item.text("email"),
                phone=item.text("phone_number"),
                website=item.text("website") or (owner.text("website") if owner else ""),
                opening_hours=hours,
                locations=self.location(key, location, item.values.get("barrier_free") is True),
                contacts=self.contacts(item),
            ),
            item.number,
        )

    def description(self, item: Node, owner: str) -> str:
        parts = [html_text(item, "content", "excerpt")]
        if owner and folded(owner) != folded(item.text("title")):
            parts.append(str(_("Träger: %s") % owner))
        if appointment := item.text("appointment_url"):
            parts.append(str(_("Termin online: %s") % appointment))
        return "\n\n".join(part for part in parts if part)

    def location(self, key: str, node: Node, is_accessible: bool) -> tuple[LocationRecord, ...]:
        """Coordinates count only in pairs; zero and zero is what an empty field becomes."""
        latitude, longitude = node.number_of("latitude"), node.number_of("longitude")
        known = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
        point: dict[str, Any] = {}
        if known and latitude is not None and longitude is not None and (latitude or longitude):
            point = {"latitude": round(latitude, 5), "longitude": round(longitude, 5)}
        street, place = node.text("address"), node.text("town")
        postcode = node.text("postcode")
        if not (street or place or point):
            return ()
        found = LocationRecord(
            key=key, street=street, postcode=postcode, place=place, is_accessible=is_accessible, **point
        )
        return (found,)

    def contacts(self, item: Node) -> tuple[ContactRecord, ...]:
        """Functions only: the name of a contact is a person's, and stays where it is."""
        return tuple(
            ContactRecord(function, node.text("email"), node.text("phone_number", "mobile_number"))
            for node in item.nodes("contacts")
            if (function := node.text("area_of_responsibility"))
        )

    def services(self, items: list[Node], region: str) -> None:
        """Integreat's "offers": services on the web that a region has switched on; the region answers for them."""
        key = "region"
        self.keep(OrganisationRecord(key=key, name=str(_("Integreat %s") % region)), 0)
        for item in items:
            alias, name = item.text("alias"), item.text("name")
            if not alias or not name:
                item.problem("alias", _("Hier fehlen Kürzel oder Name des Dienstes."), left_out=True)
                continue
            link = item.text("url")
            description = str(_("Zu finden unter %s") % link) if link.startswith("http") else ""
            self.offer(
                OfferRecord(short(f"offer:{alias}"), key, name, place=str(_("im Netz")), description=description), item
            )

    def pages(self, items: list[Node]) -> None:
        """Pages for which an organisation answers, and below which no other page stands: its offers."""
        above = {node.text("path") for item in items for node in item.nodes("parent")}
        left = 0
        for item in items:
            path, title = item.text("path"), item.text("title")
            owner = next(iter(item.nodes("organization")), None)
            if owner is None or not owner.text("id") or path in above:
                left += 1
                continue
            if not path or not title:
                item.problem("title", _("Hier fehlen Pfad oder Titel der Seite."), left_out=True)
                continue
            organisation = self.organisation_of(owner)
            if organisation:
                text = html_text(item, "content", "excerpt")
                self.offer(
                    OfferRecord(short(f"page:{path}"), organisation, title, summary=first_line(text), description=text),
                    item,
                )
        if left:
            text = _("%s Seiten sind allgemeine Auskünfte ohne Einrichtung. Sie bleiben in Integreat.") % left
            self.reading.problems.append(Problem(0, "pages", text, left_out=False))

    def organisation_of(self, owner: Node) -> str:
        """The place of an organisation that has exactly one; else the organisation itself. "" where it has no name."""
        number, name = owner.text("id"), owner.text("name")
        places = self.alone.get(number, [])
        if len(places) == 1:
            return places[0]
        key = short(f"organization:{number}")
        if key not in self.reading.organisations:
            if not name:
                owner.problem("name", _("Hier fehlt der Name der Einrichtung."), left_out=True)
                return ""
            self.keep(OrganisationRecord(key=key, name=name, website=owner.text("website")), owner.number)
        return key

    def offer(self, record: OfferRecord, item: Node) -> None:
        if record.key in self.reading.offers:
            item.problem("", _("Dieses Angebot steht schon in der Liste. Das erste zählt."))
            return
        at = tuple(place.key for place in self.reading.organisations[record.organisation].locations)
        self.reading.offers[record.key] = replace(record, locations=at)
        self.reading.rows[record.key] = item.number

    def keep(self, record: OrganisationRecord, number: int) -> None:
        self.reading.organisations[record.key] = record
        self.reading.rows[record.key] = number


def html_text(item: Node, *names: str) -> str:
    """The first of these fields that has words."""
    return next((text for name in names if (text := text_of(item.text(name)))), "")


def first_line(text: str) -> str:
    """Of a longer text; a line that is the whole text says nothing more."""
    line, _newline, rest = text.partition("\n")
    return line if rest and len(line) <= 250 else ""
