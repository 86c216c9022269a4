"""A contact as a vCard 4.0 (RFC 6350), for an address book. Never a person: a card cannot be recalled."""

from collections.abc import Iterable

from icalendar import Component
from icalendar.prop import vText, vUri

from directory.models import Location, Organisation, Post


class VCard(Component):
    """icalendar folds and escapes; a vCard is written by the same rules as a calendar."""

    name = "VCARD"


def organisation_card(organisation: Organisation, url: str) -> bytes:
    """An organisation with its public places and contacts; `url`: its page."""
    card = _card(organisation.name, str(organisation.uid), url)
    _reach(card, organisation.phone, organisation.email)
    for contact in organisation.contacts.all():
        _reach(card, contact.phone, contact.email)
    _places(card, organisation.locations.all())
    if organisation.website:
        card.add("url", vUri(organisation.website))
    if organisation.opening_hours:
        card.add("note", vText(organisation.opening_hours))
    return bytes(card.to_ical(sorted=False))


def post_card(post: Post, url: str) -> bytes:
    """A district's post: function, mailbox and telephone. The holder's name stays on the page, where it can go."""
    card = _card(str(post), f"post-{post.district_id}", url)
    _reach(card, post.phone, post.mailbox)
    if post.opening_hours:
        card.add("note", vText(post.opening_hours))
    return bytes(card.to_ical(sorted=False))


def _card(name: str, uid: str, url: str) -> VCard:
    card = VCard()
    card.add("version", vText("4.0"))
    card.add("kind", vText("org"))
    card.add("fn", vText(name))
    card.add("org", vText(name))
    card.add("uid", vText(uid))
    card.add("source", vUri(url))
    return card


def _reach(card: VCard, phone: str, email: str) -> None:
    if phone:
        card.add("tel", vText(phone), parameters={"TYPE": "work"})
    if email:
        card.add("email", vText(email), parameters={"TYPE": "work"})


def _places(card: VCard, locations: Iterable[Location]) -> None:
    for location in locations:
        if not location.address:
            continue
        # Post box; extended address; street; town; region; postcode; country. Semicolons in a part are escaped first.
        parts = ["", "", location.street, location.place, "", location.postcode, ""]
        value = ";".join(vText(part).to_ical().decode() for part in parts)
        card.add("adr", _Written(value), parameters={"LABEL": location.address, "TYPE": "work"})
        if location.point:
            latitude, longitude = location.point
            card.add("geo", vUri(f"geo:{latitude},{longitude}"))


class _Written(vText):
    """A value whose parts are escaped already."""

    def to_ical(self) -> bytes:
        return str(self).encode()
