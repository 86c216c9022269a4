"""Who may decide about a post: its manager and the operator; a deputy has the manager's rights only for the days given.

So a deputy neither appoints deputies nor hands over, which would make rights outlast these days.
"""

from accounts.models import Role, User
from accounts.rights import active_roles, is_operator, may_edit_district
from directory.models import HolderName, Post


def may_decide(person: User, post: Post) -> bool:
    """Appoint deputies and hand the post over."""
    return is_operator(person) or any(
        role.kind == Role.Kind.MANAGER and role.district_id == post.district_id for role in active_roles(person)
    )


def may_see(person: User, post: Post) -> bool:
    """Read about names, deputies and handovers of a post."""
    return may_edit_district(person, post.district_id)


def may_withdraw(person: User, shown: HolderName) -> bool:
    """The district's people today, the operator, and the person concerned, who needs no role for it."""
    return may_edit_district(person, shown.post.district_id) or (person.is_active and shown.person_id == person.pk)
