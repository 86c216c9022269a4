"""People and roles in the admin: for operators only; groups and the administrator flag are nobody's to give."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import Role, User
from core.models import OutgoingMail
from tests.factories import MAINZ, UserFactory, person, portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> User:
    portal(MAINZ)
    user = person(Role.Kind.OPERATOR)
    client.force_login(user)
    return user


def test_an_operator_adds_a_person_who_has_no_password_yet(client: Client, operator: User) -> None:
    answer = client.post("/verwaltung/users/new/", {"email": "Neu@Example.org", "is_active": "on"})
    assert answer.status_code == 302
    assert not User.objects.get(email="neu@example.org").has_usable_password()


def test_the_form_of_a_person_hands_out_neither_groups_nor_the_flag(client: Client, operator: User) -> None:
    user = UserFactory()
    address = f"/verwaltung/users/edit/{user.pk}/"
    page = client.get(address)
    assert page.status_code == 200
    assert set(page.context["form"].fields) == {"email", "first_name", "last_name", "is_active"}
    sent = {"email": user.email, "is_active": "on", "is_superuser": "on", "groups": [Group.objects.first().pk]}  # type: ignore[union-attr]
    assert client.post(address, sent).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.groups.exists()


def test_an_address_in_other_letters_is_the_same_account(client: Client, operator: User) -> None:
    UserFactory(email="stelle@example.org")
    answer = client.post("/verwaltung/users/new/", {"email": "STELLE@example.org"})
    assert "Diese Adresse hat schon ein Konto." in answer.content.decode()


def test_a_new_address_ends_the_access_by_the_old_one(client: Client, operator: User) -> None:
    user = UserFactory(email="alt@example.org", password="ein-langes-passwort")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    elsewhere = Client()
    signs_in = {"login": "alt@example.org", "password": "ein-langes-passwort"}
    elsewhere.post("/konto/login/", signs_in)
    assert "_auth_user_id" in elsewhere.session

    client.post(f"/verwaltung/users/edit/{user.pk}/", {"email": "neu@example.org", "is_active": "on"})
    assert not elsewhere.get("/").wsgi_request.user.is_authenticated
    again = Client()
    again.post("/konto/login/", signs_in)
    assert "_auth_user_id" not in again.session
    again.post("/konto/password/reset/", {"email": "alt@example.org"})
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["neu@example.org"]  # the invitation


def test_the_same_address_changes_nothing_about_the_access(client: Client, operator: User) -> None:
    user = UserFactory(email="stelle@example.org", password="ein-langes-passwort")
    client.post(f"/verwaltung/users/edit/{user.pk}/", {"email": "Stelle@example.org", "last_name": "Kreis"})
    user.refresh_from_db()
    assert user.has_usable_password()
    assert not OutgoingMail.objects.exists()


def test_operators_who_change_their_own_address_are_not_locked_out(client: Client, operator: User) -> None:
    EmailAddress.objects.create(user=operator, email=operator.email, verified=True, primary=True)
    client.post(f"/verwaltung/users/edit/{operator.pk}/", {"email": "betrieb@example.org"})
    operator.refresh_from_db()
    assert operator.email == "betrieb@example.org"
    assert not EmailAddress.objects.exists()
    assert client.get("/verwaltung/").status_code == 200


def test_an_operator_cannot_bar_oneself(client: Client, operator: User) -> None:
    client.post(f"/verwaltung/users/edit/{operator.pk}/", {"email": operator.email})
    operator.refresh_from_db()
    assert operator.is_active


def test_the_list_shows_the_roles_of_today(client: Client, operator: User) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    page = client.get("/verwaltung/users/").content.decode()
    assert "Integrationsmanager:in, Stadt Mainz" in page
    assert "bulk" not in page


def test_an_operator_gives_a_role_with_dates(client: Client, operator: User) -> None:
    user = UserFactory()
    values = {
        "user": user.pk, "kind": "deputy", "district": MAINZ, "association": "",
        "valid_from": "2027-03-01", "valid_until": "2027-03-14",
    }  # fmt: skip
    assert client.get(f"/verwaltung/rollen/new/?user={user.pk}").context["form"]["user"].value() == user.pk
    assert client.post("/verwaltung/rollen/new/", values).status_code == 302
    assert user.roles.get().kind == "deputy"
    page = client.get("/verwaltung/rollen/").content.decode()
    assert "Vertretung, Stadt Mainz" in page


def test_a_role_that_does_not_fit_together_is_refused_in_german(client: Client, operator: User) -> None:
    user = UserFactory()
    answer = client.post("/verwaltung/rollen/new/", {"user": user.pk, "kind": "deputy", "district": MAINZ})
    assert "Eine Vertretung hat einen ersten und einen letzten Tag." in answer.content.decode()
    assert not user.roles.exists()


def test_an_operator_invites_from_the_list(client: Client, operator: User) -> None:
    user = UserFactory(password=None)
    address = f"/verwaltung/users/{user.pk}/einladen/"
    assert address in client.get("/verwaltung/users/").content.decode()
    assert client.get(address).status_code == 200
    assert not OutgoingMail.objects.exists()
    client.post(address)
    assert OutgoingMail.objects.get().to == user.email


@pytest.mark.parametrize("address", ["groups/", "groups/new/", "groups/edit/1/"])
def test_there_are_no_groups_in_the_admin(client: Client, operator: User, address: str) -> None:
    assert client.get(f"/verwaltung/{address}").status_code == 404
    assert "/groups/" not in client.get("/verwaltung/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["users/", "users/new/", "users/edit/{}/", "users/{}/einladen/", "users/history/{}/", "rollen/", "rollen/new/"],
)
@pytest.mark.parametrize("kind", ["manager", "editor", "land"])
def test_people_and_roles_are_for_operators_only(client: Client, kind: Role.Kind, address: str) -> None:
    portal(MAINZ)
    bodies = {"manager": {"ags": MAINZ}, "editor": {"association": "staedtetag"}, "land": {}}
    user = person(kind, **bodies[kind])
    client.force_login(user)
    answer = client.get(f"/verwaltung/{address.format(user.pk)}")
    assert (answer.status_code, answer["Location"]) == (302, "/verwaltung/")


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_a_manager_does_nothing_with_people_in_bulk(client: Client, action: str) -> None:
    portal(MAINZ)
    user, other = person(Role.Kind.MANAGER, ags=MAINZ), UserFactory(email="andere@example.org")
    client.force_login(user)
    answer = client.get(f"/verwaltung/bulk/accounts/user/{action}/?id={other.pk}")
    assert "andere@example.org" not in answer.content.decode()
    client.post(f"/verwaltung/bulk/accounts/user/{action}/?id={other.pk}", {"mark_as_active": "", "role": "1"})
    other.refresh_from_db()
    assert other.is_active
