"""The rows of a practice's form point at what is public or one's own, whatever number is sent."""

import pytest
from django.test import Client
from wagtail.models import Page

from accounts.models import Role
from bestpractice.models import PracticePage
from core.models import Picture
from tests.bestpractice.test_admin_practice import SHORT_FORM, as_, new_url
from tests.factories import ALZEY, MAINZ, MaterialFactory, district_page, person, picture, portal

SECRET = "Geheimer Entwurf"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def client() -> Client:
    return as_(person(Role.Kind.MANAGER, ags=MAINZ))


def with_material(page: Page) -> dict[str, str]:
    row = {"materials-TOTAL_FORMS": "1", "materials-0-page": str(page.pk), "materials-0-ORDER": "1"}
    return {**SHORT_FORM, **row, "action-publish": "1"}


def with_picture(shown: Picture) -> dict[str, str]:
    row = {"pictures-TOTAL_FORMS": "1", "pictures-0-picture": str(shown.pk), "pictures-0-ORDER": "1"}
    return {**SHORT_FORM, **row, "pictures-0-alt_text": "Ein Saal", "action-publish": "1"}


def test_a_public_material_and_ones_own_draft_can_be_named(client: Client) -> None:
    public, own = MaterialFactory(parent=district_page(ALZEY)), MaterialFactory(parent=district_page(), live=False)

    client.post(new_url(), with_material(public))
    client.post(new_url(), {**with_material(own), "slug": "zweites"})

    assert [page.materials.get().page_id for page in PracticePage.objects.order_by("pk")] == [public.pk, own.pk]


def test_another_bodys_draft_can_not_be_named_nor_its_title_read(client: Client) -> None:
    foreign = MaterialFactory(parent=district_page(ALZEY), title=SECRET, live=False)

    answer = client.post(new_url(), with_material(foreign)).content.decode()

    assert "Das gehört einer anderen Stelle" in answer
    assert SECRET not in answer
    assert not PracticePage.objects.exists()


def test_another_bodys_picture_can_not_be_shown(client: Client) -> None:
    foreign = picture(district_page(ALZEY), title=SECRET)

    answer = client.post(new_url(), with_picture(foreign)).content.decode()

    assert "Das gehört einer anderen Stelle" in answer
    assert SECRET not in answer


def test_the_picture_of_a_published_row_is_open_to_visitors_and_that_of_a_draft_is_not(client: Client) -> None:
    shown, kept = picture(district_page()), picture(district_page())
    client.post(new_url(), with_picture(shown))
    draft = {**with_picture(kept), "slug": "entwurf"}
    draft.pop("action-publish")
    client.post(new_url(), draft)

    sizes = [one.get_rendition("width-20").url for one in (shown, kept)]

    assert [Client().get(size).status_code for size in sizes] == [200, 404]
