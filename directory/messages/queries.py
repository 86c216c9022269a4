"""Whose messages a person sees in the admin: those of the own districts, the operator all."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import districts_of, is_operator
from directory.models.message import Message, MessageQuerySet
from regions.models import District


def keeps_messages(person: User) -> bool:
    """Who answers at all: the people of a district, and the operator."""
    return is_operator(person) or bool(districts_of(person))


def messages_for(person: User) -> MessageQuerySet:
    rows = Message.objects.select_related("district", "organisation", "offer", "post__district")
    return rows if is_operator(person) else rows.filter(district__in=districts_of(person))


def function_of(person: User, district: District) -> str:
    """As whom a person acts for a district: the function, never the name."""
    own = district in districts_of(person)
    return _("Integrationsmanagement %s") % district if own else _("Betrieb des Portals")
