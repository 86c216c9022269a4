"""Who may decide about a post: the rule is the table, each line of it is tried over HTTP."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from directory.models import Handover, HolderName, Post
from tests.factories import ALZEY, MAINZ, TRIER, UserFactory, person
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import somebody

# A deputy has the manager's rights in the days given, but cannot make them last: neither by appointing nor by handing
# over. Editors and the Land decide about no post; the operator about each.
NOTHING: set[str] = set()
IN_ONES_DAYS = {"see", "record name", "withdraw name"}
DECIDE = {*IN_ONES_DAYS, "appoint deputy", "change deputy", "end deputy", "hand over", "cancel handover"}

TABLE: dict[str, dict[str, set[str]]] = {
    #                                    own                     foreign
    "visitor":                          {"own": NOTHING,         "foreign": NOTHING},
    "manager":                          {"own": DECIDE,          "foreign": NOTHING},
    "deputy, first day":                {"own": IN_ONES_DAYS,    "foreign": NOTHING},
    "deputy, last day":                 {"own": IN_ONES_DAYS,    "foreign": NOTHING},
    "deputy, day before":               {"own": NOTHING,         "foreign": NOTHING},
    "deputy, day after":                {"own": NOTHING,         "foreign": NOTHING},
    "editor of the Städtetag":          {"own": NOTHING,         "foreign": NOTHING},
    "editor of the Landkreistag":       {"own": NOTHING,         "foreign": NOTHING},
    "Land":                             {"own": NOTHING,         "foreign": NOTHING},
    "operator":                         {"own": DECIDE,          "foreign": DECIDE},
    "the person named":                 {"own": {"withdraw own name"}, "foreign": {"withdraw own name"}},
    "a person whose account is closed": {"own": NOTHING,         "foreign": NOTHING},
}  # fmt: skip
# "own" of editors: a member district; of the Land: any.
OWN = {"editor of the Landkreistag": ALZEY}

Attempt = Callable[[Client, Post, User | None], bool]


def way(post: Post, *parts: object) -> str:
    return "/".join(["/verwaltung/ansprechstelle", str(post.pk), *map(str, parts), ""])


def in_a_week(days: int = 0) -> str:
    return (timezone.localdate() + dt.timedelta(days=7 + days)).isoformat()


def named(post: Post, who: User | None = None) -> HolderName:
    shown: HolderName = HolderName.objects.create(
        post=post, name="Gerlinde Beispielfrau", person=who, basis="consent", basis_date="2026-01-01"
    )
    return shown


def see(client: Client, post: Post, who: User | None) -> bool:
    return client.get(way(post)).status_code == 200


def record_name(client: Client, post: Post, who: User | None) -> bool:
    client.post(way(post, "name"), {"name": "Eine Person", "basis": "consent", "basis_date": "2026-01-01"})
    return HolderName.objects.filter(post=post).exists()


def withdraw_name(client: Client, post: Post, who: User | None) -> bool:
    shown = named(post)
    client.post(way(post, "name", "zuruecknehmen"))
    shown.refresh_from_db()
    return shown.name == ""


def withdraw_own_name(client: Client, post: Post, who: User | None) -> bool:
    shown = named(post, who)
    client.post("/konto/mein-name/", {"name": shown.pk})
    shown.refresh_from_db()
    return shown.name == ""


def appoint_deputy(client: Client, post: Post, who: User | None) -> bool:
    client.post(way(post, "vertretung"), {"email": "v@example.org", "first_day": in_a_week(), "last_day": in_a_week(1)})
    return Role.objects.filter(user__email="v@example.org").exists()


def deputy_of(post: Post) -> Role:
    today = timezone.localdate()
    last = today + dt.timedelta(days=20)
    return person(Role.Kind.DEPUTY, ags=post.district_id, valid_from=today, valid_until=last).roles.get()


def change_deputy(client: Client, post: Post, who: User | None) -> bool:
    role = deputy_of(post)
    client.post(way(post, "vertretung", role.pk), {"last_day": in_a_week()})
    role.refresh_from_db()
    return role.valid_until == dt.date.fromisoformat(in_a_week())


def end_deputy(client: Client, post: Post, who: User | None) -> bool:
    role = deputy_of(post)
    client.post(way(post, "vertretung", role.pk, "beenden"))
    return not Role.objects.filter(pk=role.pk).exists()


def hand_over(client: Client, post: Post, who: User | None) -> bool:
    client.post(way(post, "uebergabe"), {"confirm": "1", "email": "n@example.org", "first_day": in_a_week()})
    return Handover.objects.filter(post=post).exists()


def cancel_handover(client: Client, post: Post, who: User | None) -> bool:
    day = dt.date.fromisoformat(in_a_week())
    planned = Handover.objects.create(post=post, successor=UserFactory(), first_day=day)
    client.post(way(post, "uebergabe", "absagen"))
    planned.refresh_from_db()
    return planned.status == Handover.Status.CANCELLED


ATTEMPTS: dict[str, Attempt] = {
    "see": see, "record name": record_name, "withdraw name": withdraw_name, "withdraw own name": withdraw_own_name,
    "appoint deputy": appoint_deputy, "change deputy": change_deputy, "end deputy": end_deputy, "hand over": hand_over,
    "cancel handover": cancel_handover,
}  # fmt: skip


def somebody_else(role: str) -> User | None:
    if role == "the person named":
        return UserFactory()
    if role == "a person whose account is closed":
        return UserFactory(is_active=False)
    return somebody(role)


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("action", ATTEMPTS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_of_posts_holds(world: World, role: str, action: str, whose: str) -> None:
    post = Post.objects.get(district=OWN.get(role, MAINZ) if whose == "own" else TRIER)
    Post.objects.filter(pk=post.pk).update(status=Post.Status.FILLED)
    who = somebody_else(role)
    happened = ATTEMPTS[action](signed_in(who), post, who)
    everybody_named = action == "withdraw own name" and who is not None and who.is_active
    assert happened == (action in TABLE[role][whose] or everybody_named)
