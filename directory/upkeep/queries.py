"""Which actors' changes a person sees in the admin: those in the own districts, the operator all."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.rights import districts_of, is_operator
from directory.models import Organisation, Proposal
from directory.models.proposal import ProposalQuerySet


def proposals_for(person: User) -> ProposalQuerySet:
    rows = Proposal.objects.select_related("organisation__home_district", "offer", "location")
    return rows if is_operator(person) else rows.filter(organisation__home_district__in=districts_of(person))


def actors_for(person: User) -> QuerySet[Organisation]:
    """The organisations to which a person may send the link."""
    rows = Organisation.objects.select_related("home_district", "source")
    return rows if is_operator(person) else rows.filter(home_district__in=districts_of(person))


def decides(person: User) -> bool:
    return is_operator(person) or bool(districts_of(person))
