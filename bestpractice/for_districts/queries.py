"""Which drafts for districts a person sees, and for which districts an editor may write."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rights import associations_of, districts_of
from bestpractice.models import DraftForDistrict
from regions.models import Association, District

State = DraftForDistrict.State


def written_by_associations_of(person: User) -> QuerySet[DraftForDistrict]:
    """For editors: what their association writes down and no district has taken over."""
    drafts = DraftForDistrict.objects.filter(association__in=associations_of(person))
    return _with_names(drafts.filter(state__in=DraftForDistrict.WITH_EDITORS))


def offered_to_districts_of(person: User) -> QuerySet[DraftForDistrict]:
    """For a district's people: what waits for their word."""
    return _with_names(of_districts_of(person).filter(state=State.OFFERED))


def of_districts_of(person: User) -> QuerySet[DraftForDistrict]:
    below = Q(pk__in=[])
    for district in districts_of(person):
        below |= Q(practice__path__startswith=district.page.path)
    return DraftForDistrict.objects.filter(below)


def member_districts(person: User) -> QuerySet[District]:
    """For which districts a person may write something down as an editor."""
    return District.objects.filter(associations__in=associations_of(person)).distinct().order_by("name", "kind")


def association_for(person: User, district: District) -> Association | None:
    """In whose name an editor writes for this district."""
    return Association.objects.filter(
        pk__in=[association.pk for association in associations_of(person)], districts=district
    ).first()


def _with_names(drafts: QuerySet[DraftForDistrict]) -> QuerySet[DraftForDistrict]:
    return drafts.select_related("practice", "association")
