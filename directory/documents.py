"""How the directory is found: one source per model."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from directory.models import DistrictPage, Location, Offer, Organisation, Post
from directory.pagesource import PageSource
from search.geo import Point
from search.query import YES, Audience
from search.registry import Draft, TextPart
from vocabulary.queries import with_parents


class DistrictSource(PageSource[DistrictPage]):
    """A district is found by its name, its places' names and its post."""

    kind = "district"
    model = DistrictPage

    def describe(self, page: DistrictPage) -> Draft:
        district = page.district
        post = Post.objects.filter(district=district).first()
        places = sorted(set(district.postcodes.values_list("place", flat=True)))
        responsible = post.responsibilities if post else ""
        return Draft(
            url=page.get_url() or "",
            title=page.title,
            summary=page.intro or _("Ansprechstelle, Einrichtungen, Angebote und Praxisbeispiele."),
            body=(TextPart(responsible, heading=_("Zuständig für")), TextPart(", ".join(places), heading=_("Orte"))),
            owner=district.full_name,
            districts=(district.ags,),
            names=(district.name, district.ags),
        )


class OrganisationSource:
    """An organisation is found in its home district and in those it serves."""

    kind = "organisation"
    model = Organisation

    def draft(self, pk: int) -> Draft | None:
        organisation = Organisation.objects.select_related("home_district").filter(pk=pk).first()
        if organisation is None:
            return None
        locations = organisation.locations.all()
        return Draft(
            url=organisation.get_absolute_url(),
            title=organisation.name,
            summary=organisation.description[:250],
            body=(
                TextPart(organisation.description),
                TextPart("\n".join(place.address for place in locations), heading=_("Adresse")),
                TextPart(organisation.opening_hours, heading=_("Öffnungszeiten")),
                TextPart("\n".join(organisation.contacts.values_list("function", flat=True)), heading=_("Kontakte")),
            ),
            owner=organisation.home_district.full_name,
            districts=districts_of(organisation),
            topics=with_parents(organisation.topics.select_related("parent")),
            languages=tuple(organisation.languages.values_list("code", flat=True)),
            accessible=any(place.is_accessible for place in locations),
            points=points_of(locations),
            names=(str(organisation.get_kind_display()),),
            audience=Audience.PUBLIC,
            date=organisation.checked_on,
            facts={**freshness_facts(organisation), "where": where(locations)},
        )

    def all_pks(self) -> Iterable[int]:
        return Organisation.objects.values_list("pk", flat=True)


class OfferSource:
    """An offer is found in its organisation's districts, or everywhere when it is for the whole Land."""

    kind = "offer"
    model = Offer

    def draft(self, pk: int) -> Draft | None:
        offer = Offer.objects.select_related("organisation__home_district").filter(pk=pk).first()
        if offer is None:
            return None
        organisation = offer.organisation
        locations = places_of(offer)
        is_accessible = offer.is_accessible or any(place.is_accessible for place in locations)
        practical = [
            (_("Wo"), "; ".join(part for part in (offer.place, *(place.address for place in locations)) if part)),
            (_("Wann"), offer.times),
            (_("Kosten"), offer.cost),
            (_("Voraussetzungen"), offer.requirements),
            (_("Mitzubringen"), offer.papers),
            (_("Deutsch ab Niveau"), offer.language_level),
            (_("Barrierefreiheit"), offer.accessibility),
            (_("Auch auf"), ", ".join(offer.languages.exclude(code="de").values_list("name", flat=True))),
            (_("Für wen"), ", ".join(offer.target_groups.values_list("name", flat=True))),
            (_("Einrichtung"), organisation.name),
        ]
        return Draft(
            url=offer.get_absolute_url(),
            title=offer.title,
            summary=offer.summary or offer.description[:250],
            names=(offer.need,) if offer.need else (),
            body=(
                TextPart(f"{offer.summary}\n{offer.description}"),
                TextPart("\n".join(f"{label}: {text}" for label, text in practical if text)),
            ),
            owner=f"{organisation.name}, {organisation.home_district.full_name}",
            districts=() if offer.is_landwide else districts_of(organisation),
            topics=with_parents(offer.topics.select_related("parent")),
            target_groups=tuple(offer.target_groups.values_list("slug", flat=True)),
            languages=tuple(offer.languages.values_list("code", flat=True)),
            free=offer.is_free,
            accessible=is_accessible,
            points=points_of(locations),
            date=offer.checked_on,
            valid_from=offer.valid_from,
            valid_until=offer.valid_until,
            facts={
                **freshness_facts(offer),
                "times": offer.times,
                "where": offer.place or where(locations),
                "is_free": offer.is_free,
                "is_accessible": is_accessible,
            },
        )

    def all_pks(self) -> Iterable[int]:
        return Offer.objects.values_list("pk", flat=True)


def districts_of(organisation: Organisation) -> tuple[str, ...]:
    """Official keys of the districts in which it is found; empty: in all of them."""
    if organisation.is_landwide:
        return ()
    served = organisation.districts_served.values_list("ags", flat=True)
    return tuple(dict.fromkeys([organisation.home_district_id, *served]))


def places_of(offer: Offer) -> list[Location]:
    """Where an offer is: where it says; else at its organisation, unless it is for the whole Land, by telephone say."""
    own = list(offer.locations.all())
    return own if own or offer.is_landwide else list(offer.organisation.locations.all())


def points_of(locations: Iterable[Location]) -> tuple[Point, ...]:
    """What the public may know of where these places lie."""
    return tuple(point for place in locations if (point := place.point))


def where(locations: Iterable[Location]) -> str:
    """The public address of the one place, or how many there are."""
    addresses = list(dict.fromkeys(place.address for place in locations if place.address))
    return (
        addresses[0] if len(addresses) == 1 else _("%(number)s Orte") % {"number": len(addresses)} if addresses else ""
    )


def free_labels() -> dict[str, str]:
    return {YES: _("kostenfrei")}


def accessible_labels() -> dict[str, str]:
    return {YES: _("barrierefrei")}


def freshness_facts(entry: Organisation | Offer) -> dict[str, object]:
    """Dates, not judgements: what time changes is compared when the card is shown."""
    return {
        "checked_on": entry.checked_on.isoformat() if entry.checked_on else None,
        "next_check_on": None if entry.is_kept_elsewhere else entry.next_check_on.isoformat(),
        "is_example": entry.is_example,
    }
