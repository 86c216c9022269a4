"""A new version keeps the address and the history: earlier files stay there until their owner takes them back."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from accounts.models import Role
from library.models import MaterialPage, MaterialVersion
from tests.factories import ALZEY, MAINZ, MaterialFactory, district_page, person, portal, stored_file
from tests.library.test_admin_material import FORM

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
VISITOR = Client()


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def material() -> MaterialPage:
    with time_machine.travel(dt.datetime(2025, 3, 1, 12)):
        page: MaterialPage = MaterialFactory(
            parent=district_page(), title="Leitfaden", edition="1. Auflage", link="", file=stored_file(district_page())
        )
    return page


def manager(ags: str = MAINZ) -> Client:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=ags))
    return client


def written(material: MaterialPage) -> MaterialPage:
    """What the form starts from, not the same object: what is public must stay comparable."""
    return MaterialPage.objects.get(pk=material.pk).get_latest_revision_as_object()


def renew(material: MaterialPage, edition: str = "2. Auflage", what: str = "Mit Kapitel zu Video") -> MaterialPage:
    """As its owner publishes a new file in the admin's form, without the admin."""
    page = written(material)
    page.file = stored_file(district_page())
    page.edition, page.what_changed = edition, what
    page.save_revision().publish()
    return MaterialPage.objects.get(pk=material.pk)


def opens(address: str, client: Client = VISITOR) -> bool:
    return client.get(address).status_code == 200


def test_a_new_version_keeps_the_address_and_lists_the_one_before(material: MaterialPage) -> None:
    with time_machine.travel(dt.datetime(2026, 5, 4, 12)):
        new = renew(material)

    page = VISITOR.get(material.url).content.decode()
    version = MaterialVersion.objects.get()
    assert new.url == material.url
    assert (version.file, version.edition) == (material.file, "1. Auflage")
    assert "1. März 2025 bis 4. Mai 2026" in page
    assert "seit 4. Mai 2026" in page
    assert "Mit Kapitel zu Video" in page
    assert new.file.url in page
    assert material.file.url in page


def test_the_file_before_stays_open_to_readers_and_only_as_long_as_the_material_is(material: MaterialPage) -> None:
    new = renew(material)
    assert opens(material.file.url)

    restriction = PageViewRestriction.objects.create(page=new, restriction_type=PageViewRestriction.LOGIN)
    assert not opens(material.file.url)
    assert opens(material.file.url, manager(ALZEY))

    restriction.delete()
    new.unpublish()
    assert not opens(material.file.url)
    assert not opens(material.file.url, manager(ALZEY))


def test_a_draft_of_a_new_version_opens_no_file_and_changes_no_history(material: MaterialPage) -> None:
    draft = written(material)
    draft.file = stored_file(district_page())
    draft.save_revision()

    assert not opens(draft.file.url)
    assert not opens(draft.file.url, manager(ALZEY))
    assert opens(draft.file.url, manager())
    assert not MaterialVersion.objects.exists()


def test_what_changes_nothing_of_the_file_makes_no_version(material: MaterialPage) -> None:
    page = written(material)
    page.title = "Leitfaden für alle"
    page.save_revision().publish()

    assert not MaterialVersion.objects.exists()
    assert MaterialPage.objects.get().file_since == dt.date(2025, 3, 1)


def test_an_earlier_file_that_is_published_again_is_no_earlier_version(material: MaterialPage) -> None:
    new = renew(material)
    page = written(new)
    page.file = material.file
    page.save_revision().publish()

    assert [version.file for version in new.versions.all()] == [new.file]


def test_a_file_that_was_taken_down_does_not_come_back_as_an_earlier_version(material: MaterialPage) -> None:
    material.unpublish()
    renew(material)

    assert not MaterialVersion.objects.exists()
    assert not opens(material.file.url)


def test_a_withdrawn_version_is_told_but_opens_no_more(material: MaterialPage) -> None:
    renew(material)
    version = MaterialVersion.objects.get()
    address = f"/verwaltung/bibliothek/fassung/{version.pk}/zurueckziehen/"
    client = manager()

    assert "nicht mehr herunterladen" in client.get(address).content.decode()
    assert opens(material.file.url)  # opening the page withdraws nothing
    client.post(address)

    page = VISITOR.get(material.url).content.decode()
    assert not opens(material.file.url)
    assert "zurückgezogen" in page
    assert material.file.url not in page


def test_nobody_else_withdraws_a_version(material: MaterialPage) -> None:
    renew(material)
    address = f"/verwaltung/bibliothek/fassung/{MaterialVersion.objects.get().pk}/zurueckziehen/"
    strangers = [manager(ALZEY), Client()]
    for association in ("staedtetag", "landkreistag"):
        editor = Client()
        editor.force_login(person(Role.Kind.EDITOR, association=association))
        strangers.append(editor)

    for stranger in strangers:
        assert "1. Auflage" not in stranger.get(address).content.decode()
        stranger.post(address)

    assert opens(material.file.url)


def test_who_publishes_a_new_file_says_what_is_new_and_loses_nothing_over_it(material: MaterialPage) -> None:
    client, new = manager(), stored_file(district_page())
    form = {**FORM, "title": "Leitfaden neu", "file": new.pk, "edition": "2. Auflage", "action-publish": "1"}
    address = f"/verwaltung/pages/{material.pk}/edit/"

    answer = client.post(address, form).content.decode()
    assert "was an der neuen Fassung neu ist" in answer
    assert "Leitfaden neu" in answer
    assert f'value="{new.pk}"' in answer
    assert not MaterialVersion.objects.exists()

    client.post(address, {**form, "what_changed": "Neue Preise"})
    assert MaterialPage.objects.get().what_changed == "Neue Preise"
    assert MaterialVersion.objects.get().file == material.file
    assert "Frühere Fassungen" in client.get(address).content.decode()


def test_a_page_with_twenty_versions_asks_no_more_than_one_with_one(material: MaterialPage) -> None:
    def queries() -> int:
        VISITOR.get(material.url)
        with CaptureQueriesContext(connection) as counted:
            VISITOR.get(material.url)
        return len(counted)

    renew(material)
    with_one = queries()
    for number in range(2, 21):
        renew(material, f"{number}. Auflage", f"Neuerung {number}")

    assert MaterialVersion.objects.count() == 20
    assert queries() == with_one


def test_a_file_that_gives_way_to_a_link_stays_and_so_does_what_was_withdrawn(material: MaterialPage) -> None:
    new = renew(material)
    MaterialVersion.objects.get().withdraw()
    page = written(new)
    page.file, page.link = None, "https://example.org/neu"
    page.save_revision().publish()

    assert {version.file for version in page.versions.all()} == {None, new.file}
    assert MaterialPage.objects.get().file_since is None
