"""Who may look after a material's files: the rule is the table, each line of it is tried over HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client

from library.models import MaterialPage, MaterialVersion
from tests.factories import MAINZ, TRIER, MaterialFactory, district_page, stored_file
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE
from tests.rights.test_rights_table import somebody


def material(ags: str) -> MaterialPage:
    """Published twice, with a third file in a draft."""
    page = district_page(ags)
    made: MaterialPage = MaterialFactory(parent=page, title=f"Material{ags}", file=stored_file(page))
    for publish in (True, False):
        draft = MaterialPage.objects.get(pk=made.pk).get_latest_revision_as_object()
        draft.file, draft.what_changed = stored_file(page, title=f"Geheim{ags}"), "Neu"
        revision = draft.save_revision()
        if publish:
            revision.publish()
    return MaterialPage.objects.get(pk=made.pk)


def withdraw_a_version(client: Client, ags: str) -> bool:
    version = MaterialVersion.objects.get(material=material(ags))
    client.post(f"/verwaltung/bibliothek/fassung/{version.pk}/zurueckziehen/")
    version.refresh_from_db()
    return version.file is None


def open_the_file_of_a_draft(client: Client, ags: str) -> bool:
    draft = material(ags).get_latest_revision_as_object()
    return client.get(draft.file.url).status_code == 200


def open_a_withdrawn_file(client: Client, ags: str) -> bool:
    version = MaterialVersion.objects.get(material=material(ags))
    address = version.file.url if version.file else ""
    version.withdraw()
    return client.get(address).status_code == 200


def read_what_is_known_of_a_file(client: Client, ags: str) -> bool:
    draft = material(ags).get_latest_revision_as_object()
    return client.get("/verwaltung/bibliothek/datei/", {"file": draft.file.pk}).status_code == 200


def see_it_in_the_list(client: Client, ags: str) -> bool:
    title = material(ags).title
    return title in client.get("/verwaltung/materialien/").content.decode()


def preview_the_draft(client: Client, ags: str) -> bool:
    page = material(ags)
    draft = page.get_latest_revision_as_object()
    answer = client.get(f"/verwaltung/pages/{page.pk}/view_draft/")
    return answer.status_code == 200 and draft.file.url in answer.content.decode()


WAYS: dict[str, Callable[[Client, str], bool]] = {
    "withdraw a version": withdraw_a_version,
    "open the file of a draft": open_the_file_of_a_draft,
    "open a withdrawn file": open_a_withdrawn_file,
    "read what is known of a file": read_what_is_known_of_a_file,
    "see it in the list": see_it_in_the_list,
    "preview the draft": preview_the_draft,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds(world: World, role: str, way: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        assert WAYS[way](signed_in(somebody(role)), ags) == TABLE[role][whose], whose


def test_the_file_before_the_last_opens_to_everybody(world: World) -> None:
    version = MaterialVersion.objects.get(material=material(MAINZ))
    assert version.file is not None
    assert Client().get(version.file.url).status_code == 200
