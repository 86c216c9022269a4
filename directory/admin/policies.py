"""Who may keep the directory's entries in the admin: the people of the entry's district, and the operator."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import Role, User
from accounts.rights import districts_of, is_operator, may_edit_district

KEEPERS = (Role.Kind.MANAGER, Role.Kind.DEPUTY, Role.Kind.OPERATOR)


class DistrictPolicy(BasePermissionPolicy):
    """Rights follow the district that `path` leads to, for example "organisation__home_district".

    `actions`: what can be done at all; a district's post, for instance, is neither added nor deleted.
    """

    def __init__(self, model: type[Model], path: str, actions: Iterable[str] = ("add", "change", "delete")) -> None:
        super().__init__(model)
        self.path = path
        self.actions = frozenset(actions)

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.actions and (is_operator(user) or bool(districts_of(user)))

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        return action in self.actions and may_edit_district(user, self._district(instance))

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Model]:
        rows: QuerySet[Model] = self.model._default_manager.all()
        if self.actions.isdisjoint(actions):
            return rows.none()
        return rows if is_operator(user) else rows.filter(**{f"{self.path}__in": districts_of(user)})

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        if self.actions.isdisjoint(actions):
            return User.objects.none()
        roles = Role.objects.active().filter(kind__in=KEEPERS)
        return User.objects.filter(is_active=True, roles__in=roles).distinct()

    def _district(self, instance: Model) -> str:
        """The official key at the path's end."""
        *between, last = self.path.split("__")
        for name in between:
            instance = getattr(instance, name)
        return str(getattr(instance, f"{last}_id"))
