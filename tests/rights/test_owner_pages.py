"""A body's own page: its people write on it, but remove, move, rename and hide it only by the operator."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data

from accounts.models import Role, User
from tests.factories import MAINZ, TRIER, person
from tests.rights.conftest import World, signed_in

PEOPLE: dict[str, Callable[[], User]] = {
    "manager": lambda: person(Role.Kind.MANAGER, ags=MAINZ),
    "deputy": lambda: person(Role.Kind.DEPUTY, ags=MAINZ),
    "editor": lambda: person(Role.Kind.EDITOR, association="staedtetag"),
    "Land": lambda: person(Role.Kind.LAND),
}
PAGES = {"manager": MAINZ, "deputy": MAINZ, "editor": "staedtetag", "Land": "land"}


@pytest.fixture(params=PEOPLE)
def page_and_client(request: pytest.FixtureRequest, world: World) -> tuple[Page, Client]:
    return world.bodies[PAGES[request.param]].page, signed_in(PEOPLE[request.param]())


def send(client: Client, page: Page, **changes: str) -> None:
    form = nested_form_data({"title": page.title, "slug": page.slug, "intro": "", **changes, "action-publish": "x"})
    client.post(f"/verwaltung/pages/{page.pk}/edit/", form)


def test_its_people_write_on_it(page_and_client: tuple[Page, Client]) -> None:
    page, client = page_and_client
    send(client, page, intro="Wir sind für Sie da.")
    assert type(page).objects.get(pk=page.pk).intro == "Wir sind für Sie da."


def test_its_people_give_it_no_other_name_and_no_other_address(page_and_client: tuple[Page, Client]) -> None:
    page, client = page_and_client
    send(client, page, title="Anders", slug="anders")
    now = Page.objects.get(pk=page.pk)
    assert (now.title, now.slug) == (page.title, page.slug)


@pytest.mark.parametrize("way", ["delete/", "unpublish/", "privacy/", "lock/", "unlock/"])
def test_its_people_do_not_take_it_away(page_and_client: tuple[Page, Client], way: str) -> None:
    page, client = page_and_client
    client.post(f"/verwaltung/pages/{page.pk}/{way}", {"restriction_type": "login", "password": ""})
    now = Page.objects.get(pk=page.pk)
    assert now.live
    assert not now.locked
    assert not PageViewRestriction.objects.exists()


def test_its_people_do_not_move_it(world: World, page_and_client: tuple[Page, Client]) -> None:
    page, client = page_and_client
    destinations = (page.get_parent(), world.bodies[TRIER].page, Page.get_first_root_node())
    for destination in destinations:
        client.post(f"/verwaltung/pages/{page.pk}/move/{destination.pk}/confirm/")
    for destination in destinations[:2]:  # Wagtail's interface fails on the root, changing nothing
        client.post(f"/verwaltung/api/main/pages/{page.pk}/action/move/", {"destination_page_id": destination.pk})
    client.get(f"/verwaltung/pages/{page.pk}/set_position/?position=0")
    assert Page.objects.get(pk=page.pk).path == page.path


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_its_people_do_not_take_it_away_in_bulk_or_by_the_interface(
    page_and_client: tuple[Page, Client], action: str
) -> None:
    page, client = page_and_client
    client.post(f"/verwaltung/bulk/wagtailcore/page/{action}/?id={page.pk}")
    client.post(f"/verwaltung/api/main/pages/{page.pk}/action/{action}/")
    assert Page.objects.get(pk=page.pk).live


def test_nobody_but_the_operator_touches_home_and_the_list_of_districts(
    world: World, page_and_client: tuple[Page, Client]
) -> None:
    _page, client = page_and_client
    index = world.bodies[MAINZ].page.get_parent()
    for page in (index, index.get_parent()):
        assert client.get(f"/verwaltung/pages/{page.pk}/edit/").status_code == 302
        assert client.get(f"/verwaltung/pages/{page.pk}/add_subpage/").status_code == 302
