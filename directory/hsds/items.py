"""From rows of the tables to what the HSDS interface answers; prefetches, so that a page costs always as much."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from directory.exchange.snapshot import (
    OFFER_PARTS,
    ORGANISATION_PARTS,
    location_record,
    offer_record,
    organisation_record,
)
from directory.hsds.parts import Item
from directory.hsds.queries import last_change
from directory.hsds.taxonomy import Terms
from directory.hsds.write import (
    Beyond,
    organization,
    organization_full,
    service,
    service_at_location,
    service_full,
)
from directory.models import Offer, Organisation

OF_ORGANISATION = tuple(f"organisation__{part}" for part in ORGANISATION_PARTS)
Told = tuple[Item, dt.datetime]  # an item, and when it became as it is


def with_parts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """All that the items need, in a constant number of queries."""
    if rows.model is Organisation:
        offers = Offer.objects.order_by("title", "pk").prefetch_related(*OFFER_PARTS)
        return rows.prefetch_related(*ORGANISATION_PARTS, Prefetch("offers", offers))
    if rows.model is Offer:
        return rows.select_related("organisation").prefetch_related(*OFFER_PARTS, *OF_ORGANISATION)
    parts = (f"offer__{part}" for part in (*OFFER_PARTS, *OF_ORGANISATION))
    return rows.select_related("offer__organisation", "location").prefetch_related(*parts)


@dataclass(frozen=True, slots=True)
class Telling:
    """`address`: from a path of the portal to the whole address."""

    terms: Terms
    address: Callable[[str], str]
    today: dt.date

    @classmethod
    def now(cls, terms: Terms, address: Callable[[str], str]) -> "Telling":
        return cls(terms, address, timezone.localdate())

    def organization(self, row: Organisation, *, full: bool, full_service: bool) -> Told:
        record = organisation_record(row)
        beyond = Beyond(url=self.address(row.get_absolute_url()))
        offers = list(self._offers(row))
        moment = max([row.changed_at, *(last_change(offer, self.today) for offer in offers)])
        if not full:
            return organization(record, beyond), moment
        services = [
            service_full(offer_record(offer, record), record, self.terms, self._beyond(offer))
            if full_service
            else service(offer_record(offer, record), self._beyond(offer))
            for offer in offers
            if not self._is_hidden(offer)
        ]
        return organization_full(record, self.terms, services, beyond), moment

    def service(self, row: Offer, *, full: bool) -> Told:
        organisation = organisation_record(row.organisation)
        record, beyond = offer_record(row, organisation), self._beyond(row)
        if full:
            return service_full(record, organisation, self.terms, beyond), last_change(row, self.today)
        item = {**service(record, beyond), "organization": organization(organisation)}
        return item, last_change(row, self.today)

    def at_location(self, row: Any, *, full: bool) -> Told:
        """`row`: an offer at one of its places."""
        organisation = organisation_record(row.offer.organisation)
        record = offer_record(row.offer, organisation)
        place = location_record(row.location)
        item = service_at_location(record, organisation, place, self.terms, self._beyond(row.offer), full)
        return item, last_change(row.offer, self.today)

    def _beyond(self, offer: Offer) -> Beyond:
        organisation = offer.organisation
        served = [district.ags for district in organisation.districts_served.all()]
        return Beyond(
            url=self.address(offer.get_absolute_url()),
            changed_at=last_change(offer, self.today),
            checked_on=offer.checked_on,
            districts=tuple(dict.fromkeys([organisation.home_district_id, *served])),
            is_example=offer.is_example,
        )

    def _offers(self, row: Organisation) -> Iterator[Offer]:
        for offer in row.offers.all():
            offer.organisation = row  # its parts are here already
            yield offer

    def _is_hidden(self, offer: Offer) -> bool:
        begun = offer.valid_from is None or offer.valid_from <= self.today
        return offer.is_over(self.today) or not begun


def minimal(rows: QuerySet[Offer]) -> Iterable[Item]:
    for uid, offer_changed, organisation_changed in rows.values_list("uid", "changed_at", "organisation__changed_at"):
        yield {"id": str(uid), "modified_date": max(offer_changed, organisation_changed).isoformat()}
