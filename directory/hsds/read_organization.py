"""An organization of HSDS as a record."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.exchange.records import ContactRecord, OrganisationRecord
from directory.hsds.nodes import Node
from directory.hsds.read_parts import details_of, keys, phones_of, read_contact, read_location, words_of
from directory.hsds.taxonomy import ORGANISATION_DETAILS, id_of


def read_organization(item: Node) -> OrganisationRecord | None:
    """None, and a problem, where it has no name."""
    name = item.text("name")
    if not name:
        item.problem("name", _("Der Name der Einrichtung fehlt. Bitte ergänzen Sie ihn."), left_out=True)
        return None
    words = words_of(item)
    phones = phones_of(item)
    further = [ContactRecord(what or _now("Telefon"), phone=number) for number, what in phones[1:]]
    contacts = [contact for node in item.nodes("contacts") if (contact := read_contact(node))]
    locations = {location.key: location for location in map(read_location, item.nodes("locations"))}
    return OrganisationRecord(
        key=item.text("id") or id_of("without id", name),
        name=name,
        kind=next((key for key, _value in words["kind"]), "other"),
        description=item.text("description"),
        topics=keys(words["topic"]),
        languages=keys(words["language"]),
        email=item.text("email"),
        phone=phones[0][0] if phones else "",
        website=item.text("website"),
        districts_served=keys(words["district"]),
        locations=tuple(locations.values()),
        contacts=(*contacts, *further),
        **details_of(item, words, ORGANISATION_DETAILS),
    )
