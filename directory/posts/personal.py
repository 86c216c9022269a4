"""What the directory holds about a person: names on posts, handovers, letters under the address."""

from django.db.models import Q, QuerySet

from accounts.personal_data import OnErase, Rows, Subject, register_provider, register_relation
from directory.models import Handover, HolderName, Message, NoReminders, Post
from directory.posts.forget import forget_name
from directory.posts.handover import cancel_for
from directory.posts.names import withdraw_for

KEEP = OnErase.KEEP
BASIS = ("post__district", "basis", "basis_date", "recorded_at", "withdrawn_at")
LETTER = (
    "kind", "district", "title", "offered_by", "reachable", "place", "text", "email", "answer",
    "received_at", "closed_at",
)  # fmt: skip
PASSING = ("post__district", "first_day", "status", "planned_at")


def register() -> None:
    register_relation(HolderName, "person", ("name", *BASIS), KEEP)  # withdrawn below, which clears it
    register_relation(HolderName, "recorded_by", BASIS, KEEP)
    register_relation(HolderName, "withdrawn_by", BASIS, KEEP)
    for field in ("predecessor", "successor", "planned_by"):
        register_relation(Handover, field, PASSING, KEEP)
    register_relation(NoReminders, "user", ("since",), OnErase.DELETE)
    register_provider("names on posts", names, forget_names)
    register_provider("planned handovers", lambda about: [], forget_handovers)
    register_provider("letters", letters, forget_letters)


def names(about: Subject) -> Rows:
    return list(_named(about).values("name", *BASIS))


def forget_names(about: Subject) -> int:
    """Off the posts, and out of what was written in the districts where the person worked."""
    done = sum(withdraw_for(shown) for shown in _named(about))
    if about.user and (name := about.user.get_full_name()):
        worked = Post.objects.filter(district__roles__user=about.user).select_related("district").distinct()
        done += sum(forget_name(name, post) for post in worked)
    return done


def _named(about: Subject) -> QuerySet[HolderName]:
    """Also where somebody wrote the name without saying whose account it is."""
    shown = HolderName.objects.filter(withdrawn_at=None)
    if about.user is None:
        return shown.none()
    named = Q(person=about.user)
    if name := about.user.get_full_name():
        named |= Q(name__iexact=name)
    return shown.filter(named)


def forget_handovers(about: Subject) -> int:
    return cancel_for(about.user) if about.user else 0


def letters(about: Subject) -> Rows:
    """What was written to a district under this address."""
    mine = Message.objects.filter(email__iexact=about.address)
    return [dict(row) for row in mine.values(*LETTER)]


def forget_letters(about: Subject) -> int:
    return Message.objects.filter(email__iexact=about.address).delete()[0]
