"""A service of HSDS as a record, and the places where it is offered."""

from django.utils.translation import gettext_lazy as _

from directory.exchange.records import LocationRecord, OfferRecord
from directory.hsds.nodes import Node
from directory.hsds.read_parts import (
    details_of,
    joined,
    keys,
    phones_of,
    read_contact,
    read_location,
    read_schedules,
    words_of,
)
from directory.hsds.taxonomy import OFFER_DETAILS, id_of


def read_service(item: Node, organisation: str) -> OfferRecord | None:
    """Without its places. None, and a problem, where it has no name or is said to exist no more."""
    title = item.text("name")
    if not title:
        item.problem("name", _("Der Name des Angebots fehlt. Bitte ergänzen Sie ihn."), left_out=True)
        return None
    words = words_of(item)
    details = details_of(item, words, OFFER_DETAILS)
    status = item.text("status")
    # Ours is inactive for its dates, which come along.
    if status == "defunct" or (status == "inactive" and not details.keys() & {"valid_from", "valid_until"}):
        item.problem("status", _("Das Angebot gilt als beendet („%s“).") % status, left_out=True)
        return None
    first, last = details.get("valid_from"), details.get("valid_until")
    if first and last and first > last:
        item.problem("valid_until", _("Der letzte Tag liegt vor dem ersten. Beide bleiben weg."))
        details["valid_from"] = details["valid_until"] = None
    schedules, times = read_schedules(item)
    return OfferRecord(
        key=item.text("id") or id_of("without id", organisation, title),
        organisation=organisation,
        title=title,
        description=item.text("description"),
        topics=keys(words["topic"]),
        target_groups=keys(words["target_group"]),
        languages=_languages(item),
        times=times,
        cost=_cost(item),
        is_free=_is_free(item),
        requirements=item.text("eligibility_description"),
        papers=joined(node.text("document") for node in item.nodes("required_documents")),
        waiting_list=item.text("wait_time"),
        contact=_contact(item),
        schedules=schedules,
        **details,
    )


def places_of(item: Node) -> list[LocationRecord | str]:
    """The places in their order: described in full, or by their id alone."""
    found: list[LocationRecord | str] = []
    for at in item.nodes("service_at_locations"):
        if described := at.nodes("location"):
            found.append(read_location(described[0]))
        elif key := at.text("location_id"):
            found.append(key)
    return found


def _languages(item: Node) -> tuple[str, ...]:
    return tuple(sorted({code for node in item.nodes("languages") if (code := node.text("code", "name"))}))


def _cost(item: Node) -> str:
    if words := item.text("fees_description", "fees"):
        return words
    several = []
    for option in item.nodes("cost_options"):
        amount = option.number_of("amount")
        price = f"{amount:g} {option.text('currency')}".strip() if amount else ""
        said = (option.text("option"), option.text("amount_description"), price)
        several.append(" ".join(part for part in said if part))
    return joined(several)


def _is_free(item: Node) -> bool:
    amounts = [option.number_of("amount") for option in item.nodes("cost_options")]
    return 0 in amounts and not any(amounts)


def _contact(item: Node) -> str:
    """How to register; else by which ways the service can be reached. Names of persons are not taken over."""
    if words := item.text("application_process"):
        return words
    contacts = [contact for node in item.nodes("contacts") if (contact := read_contact(node))]
    ways = [item.text("email"), *(number for number, _what in phones_of(item))]
    return joined(ways + [way for contact in contacts for way in (contact.email, contact.phone)])
