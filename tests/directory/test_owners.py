"""Each owner has one page, one group and one collection, whatever they are called by now."""

import pytest
from wagtail.models import Collection, GroupCollectionPermission

from core.pages import set_up_site
from directory.owners import collection_of, set_up_owners
from tests.factories import district_page, portal

pytestmark = pytest.mark.django_db


def test_an_owner_that_is_renamed_keeps_its_collection() -> None:
    portal()
    page = district_page()
    before, collections, permissions = collection_of(page), Collection.objects.count(), permissions_count()
    page.title = "Mainz am Rhein"
    page.save_revision().publish()

    set_up_owners(set_up_site())

    assert collection_of(district_page()) == before
    assert (Collection.objects.count(), permissions_count()) == (collections, permissions)


def permissions_count() -> int:
    return GroupCollectionPermission.objects.count()
