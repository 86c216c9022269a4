"""Who keeps the vocabulary: the editors of the associations, and the operator. The words are everybody's."""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import Role, User
from accounts.rights import Person, active_roles

KEEPERS = (Role.Kind.EDITOR, Role.Kind.OPERATOR)


def is_keeper(person: Person) -> bool:
    return any(role.kind in KEEPERS for role in active_roles(person))


class VocabularyPolicy(BasePermissionPolicy):
    """Editors of any association, and the operator."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return is_keeper(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        roles = Role.objects.active().filter(kind__in=KEEPERS)
        return User.objects.filter(is_active=True, roles__in=roles).distinct()
