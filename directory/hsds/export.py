"""A whole directory as one HSDS file: a page of organizations, each in full with its services in full."""

import json
from collections.abc import Iterable, Iterator

from directory.exchange.records import Directory, OfferRecord, OrganisationRecord
from directory.hsds.taxonomy import Terms
from directory.hsds.write import organization_full, service_full

Pairs = Iterable[tuple[OrganisationRecord, tuple[OfferRecord, ...]]]


def hsds_lines(pairs: Pairs, terms: Terms) -> Iterator[str]:
    """The file in pieces, one organization each."""
    yield '{"version": "3.0", "contents": [\n'
    comma = ""
    for organisation, offers in pairs:
        services = [service_full(offer, organisation, terms) for offer in offers]
        yield comma + json.dumps(organization_full(organisation, terms, services), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def pairs_of(directory: Directory) -> Pairs:
    for organisation in directory.organisations:
        yield organisation, tuple(offer for offer in directory.offers if offer.organisation == organisation.key)
