"""Which entries the HSDS interface tells of, and what its parameters ask for."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db.models import BooleanField, DateField, Model, Q, QuerySet
from django.utils import timezone

from directory.hsds.parts import LOW
from directory.hsds.taxonomy import OFFER_DETAILS, TAXONOMIES, Term, Terms, id_of
from directory.models import Location, Offer, Organisation
from regions.models import Postcode
from regions.queries import postcode_centre
from search.geo import metres
from search.params import clean_text

Through = Offer.locations.through
Asked = Mapping[str, Any]
NONE = Q(pk__in=[])
BY_TAXONOMY = {
    "topic": ("topics__slug", "topics__parent__slug"),
    "target_group": ("target_groups__slug",),
    "language": ("languages__code",),
    "kind": ("organisation__kind",),
    "district": ("organisation__home_district", "organisation__districts_served"),
}


def offers(asked: Asked, terms: Terms) -> QuerySet[Offer]:
    """What takes place today; expired offers and those to come have left or not yet joined the public lists."""
    rows = Offer.objects.filter(_current()).select_related("organisation").order_by("pk")
    if key := asked.get("organization_id"):
        rows = rows.filter(organisation__uid=key)
    if since := asked.get("modified_after"):
        changed = Q(changed_at__gte=since) | Q(organisation__changed_at__gte=since)
        rows = rows.filter(changed | Q(valid_from__gte=timezone.localdate(since)))
    if key := asked.get("taxonomy_term_id"):
        term = terms.by_id.get(str(key))
        rows = rows.filter(_among(Offer, _carries(term) if term else NONE))
    if key := asked.get("taxonomy_id"):
        taxonomy = next((name for name in TAXONOMIES if id_of("taxonomy", name) == str(key)), "")
        rows = rows.filter(_among(Offer, _carries_any(taxonomy)))
    if ags := asked.get("district"):
        rows = rows.filter(Q(is_landwide=True) | _among(Offer, _works_in(ags, "organisation__")))
    return _with_words(rows, asked, "title", "need", "summary", "description", "organisation__name", "topics__name")


def organisations(asked: Asked) -> QuerySet[Organisation]:
    rows = Organisation.objects.order_by("pk")
    if since := asked.get("modified_after"):
        rows = rows.filter(changed_at__gte=since)
    if ags := asked.get("district"):
        rows = rows.filter(_among(Organisation, _works_in(ags)))
    return _with_words(rows, asked, "name", "description", "topics__name")


def places(asked: Asked, terms: Terms) -> QuerySet[Any]:
    """Offers at their places: rows with `offer` and `location`."""
    rows = Through._default_manager.filter(offer__in=offers(asked, terms).order_by()).order_by("pk")
    postcode, farthest = asked.get("postcode"), asked.get("proximity")
    if postcode and farthest:
        return rows.filter(location__in=_within(farthest, postcode))
    if postcode:
        districts = Postcode.objects.filter(postcode=postcode).values("district")
        serving = _works_in_any(districts, "offer__organisation__")
        return rows.filter(Q(offer__is_landwide=True) | _among(Through, serving))
    return rows


def _within(farthest: int, postcode: str) -> list[int]:
    """Keys of the places that are published and at most so many metres from the postcode's centre."""
    centre = postcode_centre(postcode)
    if centre is None:
        return []
    published = [(place.pk, place.point) for place in Location.objects.filter(hide_address=False)]
    known = [(pk, point) for pk, point in published if point]
    if not known:
        return []
    latitudes, longitudes = np.array([point for _pk, point in known]).T
    near = metres(centre, latitudes, longitudes) <= farthest
    return [pk for (pk, _point), is_near in zip(known, near, strict=True) if is_near]


def place_by_id(key: uuid.UUID) -> QuerySet[Any]:
    """As `parts.at_location` made it: the first half is an offer's, the second half a location's."""
    first = key.int & ~LOW
    candidates = Through._default_manager.filter(
        offer__uid__gte=uuid.UUID(int=first), offer__uid__lte=uuid.UUID(int=first | LOW)
    )
    pks = [pk for pk, uid in candidates.values_list("pk", "location__uid") if uid.int & LOW == key.int & LOW]
    return Through._default_manager.filter(pk__in=pks)


def last_change(offer: Offer, today: dt.date) -> dt.datetime:
    """When what is told of an offer became as it is: by somebody, or by the calendar."""
    moments = [offer.changed_at, offer.organisation.changed_at]
    if offer.valid_from and offer.valid_from <= today:
        moments.append(_midnight(offer.valid_from))
    if offer.valid_until and offer.valid_until < today:
        moments.append(_midnight(offer.valid_until + dt.timedelta(days=1)))
    return max(moments)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _current() -> Q:
    today = timezone.localdate()
    begun = Q(valid_from=None) | Q(valid_from__lte=today)
    return begun & (Q(valid_until=None) | Q(valid_until__gte=today))


def _among(model: type[Model], condition: Q) -> Q:
    """Asked aside, so that a row with two fitting topics stays one row."""
    return Q(pk__in=model._default_manager.filter(condition).values("pk"))


def _works_in(ags: str, path: str = "") -> Q:
    return _works_in_any([ags], path)


def _works_in_any(keys: Any, path: str = "") -> Q:
    """`keys`: official keys, or a query for them."""
    conditions = {"home_district__in": keys, "districts_served__in": keys, "is_landwide": True}
    found = Q()
    for name, value in conditions.items():
        found |= Q(**{f"{path}{name}": value})
    return found


def _carries(term: Term) -> Q:
    if term.taxonomy == "detail":
        return _says(term.key)
    found = Q()
    for path in BY_TAXONOMY[term.taxonomy]:
        found |= Q(**{path: term.key})
    return found


def _carries_any(taxonomy: str) -> Q:
    if taxonomy == "detail":
        told = NONE
        for name in OFFER_DETAILS:
            told |= _says(name)
        return told
    return Q(**{f"{BY_TAXONOMY[taxonomy][0]}__isnull": False}) if taxonomy else NONE


def _says(name: str) -> Q:
    """Offers in which this detail is told."""
    if name not in OFFER_DETAILS:
        return NONE  # one of organisations or places
    match Offer._meta.get_field(name):
        case BooleanField():
            return Q(**{name: True})
        case DateField():
            return Q(**{f"{name}__isnull": False})
    return ~Q(**{name: ""})


def _with_words(rows: QuerySet[Any], asked: Asked, *paths: str) -> QuerySet[Any]:
    for word in clean_text(asked.get("search", "")).split():
        found = Q()
        for path in paths:
            found |= Q(**{f"{path}__icontains": word})
        rows = rows.filter(_among(rows.model, found))
    return rows
