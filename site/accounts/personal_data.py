"""What is stored about a person, to be told (Art. 15 GDPR) and erased (Art. 17): each app says where its part lies.

Erasing empties the account instead of deleting its row: what the person wrote stays, with an author without a name.
tests/house/test_personal_data.py fails while a relation is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from accounts.closing import close_account
from accounts.models import Role, User

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom it is about: an address, and the account that signs in with it, if there is one."""

    address: str
    user: User | None


class OnErase(Enum):
    """What becomes of a row that names a person."""

    DELETE = auto()  # it is about the person
    KEEP = auto()  # it is something written or decided: it stays, with the emptied account


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key to User. `shown`: what of such a row is told to the person."""

    model: type[Model]
    field: str
    shown: tuple[str, ...]
    on_erase: OnErase

    @property
    def title(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, user: User) -> QuerySet[Model]:
        return self.model._base_manager.filter(**{self.field: user}).order_by("pk")


@dataclass(frozen=True, slots=True)
class Provider:
    """What is found by other means than a foreign key, for example mails by their address."""

    title: str
    export: Callable[[Subject], Rows]
    erase: Callable[[Subject], int]


_relations: list[Relation] = []
_providers: list[Provider] = []


def register_relation(model: type[Model], field: str, shown: tuple[str, ...], on_erase: OnErase) -> None:
    _relations.append(Relation(model, field, shown, on_erase))


def register_provider(title: str, export: Callable[[Subject], Rows], erase: Callable[[Subject], int]) -> None:
    """`erase` runs before the account is emptied, in the same transaction, and returns how many rows it changed."""
    _providers.append(Provider(title, export, erase))


def covered() -> set[tuple[type[Model], str]]:
    """The relations that somebody answers for."""
    return {(relation.model, relation.field) for relation in _relations}


def subject(address: str) -> Subject:
    return Subject(address.strip().lower(), User.objects.filter(email__iexact=address.strip()).first())


def export(about: Subject) -> dict[str, Any]:
    """All of it, by where it lies; empty parts are left out."""
    told: dict[str, Any] = {"address": about.address}
    if about.user:
        told["account"] = _account(about.user)
        for relation in _relations:
            told[relation.title] = list(relation.rows(about.user).values(*relation.shown))
    for provider in _providers:
        told[provider.title] = provider.export(about)
    return {title: rows for title, rows in told.items() if rows}


@transaction.atomic
def erase(about: Subject) -> dict[str, int]:
    """Removes what is about the person and empties the account; returns how many rows, by where they lay.

    Raises ValidationError for the last operator, without whom nobody could look after the portal.
    """
    if about.user:
        _keep_an_operator(about.user)
    done = {provider.title: provider.erase(about) for provider in _providers}
    if about.user:
        for relation in _relations:
            if relation.on_erase is OnErase.DELETE:
                done[relation.title] = relation.rows(about.user).delete()[0]
        _empty(about.user)
        done["account"] = 1
    return {title: count for title, count in done.items() if count}


def _account(user: User) -> dict[str, Any]:
    fields = ("pk", "email", "first_name", "last_name", "date_joined", "last_login", "is_active")
    return {**{name: getattr(user, name) for name in fields}, "groups": [str(group) for group in user.groups.all()]}


def _keep_an_operator(user: User) -> None:
    operators = Role.objects.active().filter(kind=Role.Kind.OPERATOR, user__is_active=True)
    if operators.filter(user=user).exists() and not operators.exclude(user=user).exists():
        raise ValidationError(_("Das ist das letzte Konto des Betriebs. Geben Sie zuerst jemand anderem diese Rolle."))


def _empty(user: User) -> None:
    """The row stays as author; nothing in it says who it was."""
    close_account(user)
    user.email = f"konto-{user.pk}@geloescht.invalid"
    user.first_name, user.last_name = _("Gelöschtes Konto"), ""
    user.last_login = None
    user.set_unusable_password()
    user.save()
