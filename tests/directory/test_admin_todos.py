"""The button "Stimmt noch": notes that somebody looked, by function, and only for one's own."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from directory.models import Organisation, Post
from directory.models.freshness import CHECK_EVERY
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person, portal

LIST = "/verwaltung/pruefen/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def due() -> Organisation:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    organisation: Organisation = OrganisationFactory(home_district_id=MAINZ, next_check_on=yesterday)
    return organisation


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_click_confirms_the_entry_by_function(due: Organisation) -> None:
    client = as_(person(Role.Kind.MANAGER, ags=MAINZ))

    response = client.post(f"{LIST}organisation/{due.pk}/", follow=True)

    due.refresh_from_db()
    assert due.checked_by == "Integrationsmanagement Stadt Mainz"
    assert due.checked_on == timezone.localdate()
    assert due.next_check_on == timezone.localdate() + CHECK_EVERY
    assert "als geprüft vermerkt" in response.content.decode()


def test_opening_the_address_confirms_nothing(due: Organisation) -> None:
    response = as_(person(Role.Kind.MANAGER, ags=MAINZ)).get(f"{LIST}organisation/{due.pk}/")

    assert response.status_code == 405
    due.refresh_from_db()
    assert due.checked_on is None


def test_offers_and_the_post_are_confirmed_alike() -> None:
    offer = OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ))
    post = Post.objects.get(district=MAINZ)
    client = as_(person(Role.Kind.DEPUTY, ags=MAINZ))

    client.post(f"{LIST}offer/{offer.pk}/")
    client.post(f"{LIST}post/{post.pk}/")

    offer.refresh_from_db()
    post.refresh_from_db()
    assert offer.checked_on == post.checked_on == timezone.localdate()


def test_the_operator_confirms_as_the_operator(due: Organisation) -> None:
    as_(person(Role.Kind.OPERATOR)).post(f"{LIST}organisation/{due.pk}/")

    due.refresh_from_db()
    assert due.checked_by == "Betrieb des Portals"


@pytest.mark.parametrize("kind", [Role.Kind.MANAGER, Role.Kind.EDITOR, Role.Kind.LAND])
def test_nobody_else_confirms(due: Organisation, kind: Role.Kind) -> None:
    bodies = {Role.Kind.MANAGER: {"ags": ALZEY}, Role.Kind.EDITOR: {"association": "staedtetag"}}

    response = as_(person(kind, **bodies.get(kind, {}))).post(f"{LIST}organisation/{due.pk}/")

    assert response.status_code == 302
    due.refresh_from_db()
    assert due.checked_on is None


def test_what_does_not_exist_is_not_confirmed() -> None:
    client = as_(person(Role.Kind.MANAGER, ags=MAINZ))

    assert client.post(f"{LIST}organisation/999/").status_code == 404
    assert client.post(f"{LIST}user/1/").status_code == 404


def test_the_whole_list_shows_what_is_due_longest_first(due: Organisation) -> None:
    older = OrganisationFactory(home_district_id=MAINZ, next_check_on=timezone.localdate() - dt.timedelta(days=9))
    OrganisationFactory(name="Noch frisch", home_district_id=MAINZ)

    page = as_(person(Role.Kind.MANAGER, ags=MAINZ)).get(LIST).content.decode()

    assert page.index(older.name) < page.index(due.name)
    assert "Noch frisch" not in page
