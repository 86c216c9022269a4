"""A person's own pinboard: the browser keeps what is on it, the address says it, the server only shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from directory.models import Offer, Organisation
from directory.takealong.spreadsheet import offers, organisations

MOST = 50  # entries; an address stays short enough to be mailed
LONGEST_MAIL = 1800  # characters of a mailto address that mail programs still take


@dataclass(frozen=True, slots=True)
class Pin:
    """`kind`: offer or organisation; written "offer:12" in addresses and in the browser's storage."""

    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True, slots=True)
class Pinned:
    """An entry on the board. `organisation`: who offers it, or the entry itself."""

    pin: Pin
    entry: Offer | Organisation
    organisation: Organisation

    @property
    def is_offer(self) -> bool:
        return isinstance(self.entry, Offer)


def parse_pins(values: Iterable[str]) -> list[Pin]:
    """In the order given, each once, at most 50; whatever is no pin is left out."""
    pins: dict[Pin, None] = {}
    for value in values:
        kind, _sign, number = value.partition(":")
        if kind in ("offer", "organisation") and number.isascii() and number.isdigit() and len(number) < 10:
            pins[Pin(kind, int(number))] = None
    return list(pins)[:MOST]


def pinned(pins: list[Pin]) -> list[Pinned]:
    """The entries that are still there, in the pins' order; a constant number of queries."""
    found_offers = offers().in_bulk([pin.pk for pin in pins if pin.kind == "offer"])
    found_organisations = organisations().in_bulk([pin.pk for pin in pins if pin.kind == "organisation"])
    board = []
    for pin in pins:
        offer, organisation = found_offers.get(pin.pk), found_organisations.get(pin.pk)
        if pin.kind == "offer" and offer:
            board.append(Pinned(pin, offer, offer.organisation))
        elif pin.kind == "organisation" and organisation:
            board.append(Pinned(pin, organisation, organisation))
    return board


def address_of(pins: Iterable[Pin]) -> str:
    return f"/merkliste/?{urlencode([('e', str(pin)) for pin in pins], safe=':')}"


def mail_link(board: list[Pinned], base_url: str) -> str:
    """A mailto address with what is on the board; only the link where the text would be too long."""
    link = base_url + address_of(item.pin for item in board)
    lines = []
    for item in board:
        lines += [str(item.entry), *filter(None, [item.organisation.name if item.is_offer else ""])]
        lines += [*filter(None, [item.organisation.phone, item.organisation.email])]
        lines += [f"{base_url}{item.entry.get_absolute_url()}", ""]
    intro = _("Diese Angebote und Einrichtungen können helfen:")
    texts = ["\n".join([intro, "", *lines, link]), "\n".join([intro, "", link])]
    addresses = [f"mailto:?subject={quote(_('Merkliste'))}&body={quote(text, safe='')}" for text in texts]
    return addresses[0] if len(addresses[0]) <= LONGEST_MAIL else addresses[1]
