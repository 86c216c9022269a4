"""What an entry says at present, as pairs of label and text: shown to whoever is asked whether it is still true."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.entries import Entry
from directory.models import Offer, Organisation

Pairs = list[tuple[str, str]]


def read_ahead(entries: Sequence[Entry]) -> None:
    """Reads what several entries show in as many queries as one takes."""
    organisations = [entry for entry in entries if isinstance(entry, Organisation)]
    offers = [entry for entry in entries if isinstance(entry, Offer)]
    prefetch_related_objects(organisations, "locations", "languages", "topics")
    prefetch_related_objects(offers, "locations", "schedules", "languages", "target_groups")


def present_values(entry: Entry) -> Pairs:
    """Only what is filled. A hidden address stays hidden here, too."""
    if isinstance(entry, Offer):
        pairs = _of_offer(entry)
    else:
        assert isinstance(entry, Organisation)
        pairs = _of_organisation(entry)
    return [(label, text) for label, text in pairs if text]


def _of_organisation(organisation: Organisation) -> Pairs:
    addresses = [location.address for location in organisation.locations.all()]
    return [
        (_("Art"), str(organisation.get_kind_display())),
        (_("Was wir tun"), organisation.description),
        (_("Adresse"), "\n".join(address for address in addresses if address)),
        (_("Telefon"), organisation.phone),
        (_("Mailadresse"), organisation.email),
        (_("Website"), organisation.website),
        (_("Öffnungszeiten"), organisation.opening_hours),
        (_("Sprachen"), _names(organisation.languages.all())),
        (_("Themen"), _names(organisation.topics.all())),
    ]


def _of_offer(offer: Offer) -> Pairs:
    return [
        (_("In einem Satz"), offer.summary),
        (_("Beschreibung"), offer.description),
        (_("Wo"), offer.place or "\n".join(found.address for found in offer.locations.all() if found.address)),
        (_("Wann"), "\n".join([offer.times, *map(str, offer.schedules.all())]).strip()),
        (_("Kosten"), offer.cost or (_("kostenfrei") if offer.is_free else "")),
        (_("Voraussetzungen"), offer.requirements),
        (_("Mitzubringen"), offer.papers),
        (_("Warteliste"), offer.waiting_list),
        (_("Anmeldung und Kontakt"), offer.contact),
        (_("Sprachen"), _names(offer.languages.all())),
        (_("Für wen"), _names(offer.target_groups.all())),
        (_("gültig bis einschließlich"), date_format(offer.valid_until) if offer.valid_until else ""),
    ]


def _names(things: object) -> str:
    return ", ".join(map(str, things))  # type: ignore[call-overload]
