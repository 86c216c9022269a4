"""What a suggestion says about a new offer, or about the organisation that offers it."""

from collections.abc import Mapping

from django.db.models import Model

from accounts.models import User
from directory.messages.queries import messages_for
from directory.models import Message, Offer, Organisation

PARAMETER = "zuschrift"


def from_suggestion(person: User, number: int, model: type[Model]) -> Mapping[str, str]:
    """The fields of a new entry; nothing when there is no such suggestion in the person's districts."""
    message = messages_for(person).filter(pk=number, kind=Message.Kind.SUGGESTION).first()
    if message is None:
        return {}
    if model is Offer:
        # How to reach it stays out of the public text until somebody has looked at it: it may be a private number.
        return {"title": message.title, "description": message.text[:3000], "place": message.place}
    if model is Organisation:
        return {"name": message.offered_by or message.title}
    return {}
