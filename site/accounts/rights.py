"""Who may do what. Everything follows from the dated roles; nobody edits groups by hand."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Group
from django.db import transaction

from accounts.models import Role, User
from regions.models import Association, District
from search.query import Audience

Person = AbstractBaseUser | AnonymousUser

LAND_GROUP = "land"
OPERATOR_GROUP = "operator"
MEMBERS_GROUP = "members"


def district_group(ags: str) -> str:
    return f"district-{ags}"


def association_group(slug: str) -> str:
    return f"association-{slug}"


def active_roles(person: Person) -> list[Role]:
    """The roles in force today. Asked once per person object, which lives as long as a request."""
    if not isinstance(person, User) or not person.is_active:
        return []
    roles: list[Role] | None = getattr(person, "_active_roles", None)
    if roles is None:
        roles = list(Role.objects.active().filter(user=person).select_related("district", "association"))
        person._active_roles = roles  # type: ignore[attr-defined]  # a cache on the request's own object
    return roles


def group_names(roles: Iterable[Role]) -> set[str]:
    """The Wagtail groups that these roles stand for: the one place where rights are derived."""
    names = set()
    for role in roles:
        names.add(MEMBERS_GROUP)
        match role.kind:
            case Role.Kind.MANAGER | Role.Kind.DEPUTY:
                names.add(district_group(str(role.district_id)))
            case Role.Kind.EDITOR:
                assert role.association is not None
                names.add(association_group(role.association.slug))
            case Role.Kind.LAND:
                names.add(LAND_GROUP)
            case Role.Kind.OPERATOR:
                names.add(OPERATOR_GROUP)
    return names


def sync_groups(user: User) -> bool:
    """Makes groups and administrator flag what today's roles say; returns whether anything changed."""
    wanted = group_names(active_roles(user))
    has = {group.name for group in user.groups.all()}
    operator = OPERATOR_GROUP in wanted
    if wanted == has and user.is_superuser == operator == user.is_staff:
        return False
    with transaction.atomic():
        user.groups.set([Group.objects.get_or_create(name=name)[0] for name in sorted(wanted)])
        User.objects.filter(pk=user.pk).update(is_superuser=operator, is_staff=operator)
    user.is_superuser = user.is_staff = operator
    for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache", "_page_permission_cache"):
        user.__dict__.pop(name, None)
    return True


def is_member(person: Person) -> bool:
    """Whether someone belongs to the net: has any role today."""
    return bool(active_roles(person))


def is_operator(person: Person) -> bool:
    return any(role.kind == Role.Kind.OPERATOR for role in active_roles(person))


def audience_of(person: Person) -> Audience:
    return Audience.MEMBERS if is_member(person) else Audience.PUBLIC


def districts_of(person: Person) -> list[District]:
    """The districts for which a person acts today, as manager or deputy."""
    found = {role.district_id: role.district for role in active_roles(person) if role.district}
    return [district for district in found.values() if district]


def associations_of(person: Person) -> list[Association]:
    return [role.association for role in active_roles(person) if role.association]


def may_edit_district(person: Person, ags: str) -> bool:
    """Whether a person may change what belongs to a district: its manager, its deputy today, the operator."""
    return is_operator(person) or any(district.ags == ags for district in districts_of(person))
