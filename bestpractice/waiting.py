"""The editors' queue: what waits for their association's word, for how long, and who has it in hand."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Revision

from accounts.models import Role, User
from accounts.rights import associations_of
from bestpractice.models import Recommendation


def _editors() -> QuerySet[Role]:
    """The editors of today."""
    return Role.objects.active().filter(kind=Role.Kind.EDITOR, user__is_active=True)


class Whose(StrEnum):
    """Which part of the queue is shown; the values stand in its address."""

    ALL = ""
    MINE = "meine"
    FREE = "frei"
    OTHERS = "andere"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One practice in the queue. `holder`: the colleague who has it; `wrote`: this editor wrote on it, and may not."""

    word: Recommendation
    holder: User | None
    is_mine: bool
    wrote: bool


def review_queue(person: User, whose: Whose = Whose.ALL) -> QuerySet[Recommendation]:
    """What waits for this editor's associations, oldest first. What somebody has who left is free again."""
    queue = (
        Recommendation.objects.filter(
            state=Recommendation.State.PENDING, association__in=associations_of(person), practice__live=True
        )
        .select_related("practice", "association", "assigned_to")
        .order_by("asked_at", "pk")
    )
    is_taken = Exists(_editors().filter(user=OuterRef("assigned_to"), association=OuterRef("association")))
    match whose:
        case Whose.MINE:
            return queue.filter(assigned_to=person)
        case Whose.FREE:
            return queue.exclude(is_taken)
        case Whose.OTHERS:
            return queue.filter(is_taken).exclude(assigned_to=person)
        case Whose.ALL:
            return queue


def rows(queue: QuerySet[Recommendation], person: User) -> list[Waiting]:
    """The queue as it is shown to an editor; three queries, however long it is."""
    words = list(queue)
    practices = [str(word.practice_id) for word in words]
    written = Revision.page_revisions.filter(user=person, object_id__in=practices)
    wrote = {int(number) for number in written.values_list("object_id", flat=True)}
    wrote |= {word.practice_id for word in words if word.practice.owner_id == person.pk}
    editors = set(_editors().values_list("user", "association"))
    return [
        Waiting(
            word,
            holder=word.assigned_to if (word.assigned_to_id, word.association_id) in editors else None,
            is_mine=word.assigned_to_id == person.pk,
            wrote=word.practice_id in wrote,
        )
        for word in words
    ]
