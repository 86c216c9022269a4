"""A file or picture is opened by readers of something live that uses it, and by those who keep it; by nobody else."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.test.utils.form_data import nested_form_data, rich_text

from accounts.models import Role
from core.models import Picture, StoredFile
from tests.factories import MAINZ, TRIER, AnnouncementFactory, MaterialFactory, PracticeFactory, person
from tests.rights.conftest import Body, World, signed_in
from tests.rights.test_rights_table import form_of

VISITOR = Client()


@pytest.fixture
def body(world: World) -> Body:
    return world.bodies[MAINZ]


def opens(address: str, client: Client = VISITOR) -> bool:
    answer = client.get(address)
    assert answer.status_code in (200, 404)
    return answer.status_code == 200


def small(picture: Picture) -> str:
    return str(picture.get_rendition("width-20").url)


def test_a_published_material_opens_its_file_to_everybody(body: Body) -> None:
    MaterialFactory(parent=body.page, file=body.file)
    assert opens(body.file.url)


def test_a_published_practice_shows_its_picture_to_everybody(body: Body) -> None:
    PracticeFactory(parent=body.page, image=body.picture)
    assert opens(small(body.picture))


def test_a_draft_opens_nothing(body: Body) -> None:
    MaterialFactory(parent=body.page, file=body.file, live=False)
    PracticeFactory(parent=body.page, image=body.picture, live=False)
    assert not opens(body.file.url)
    assert not opens(small(body.picture))


def test_a_draft_above_a_live_page_opens_nothing(body: Body) -> None:
    practice = PracticeFactory(parent=body.page)
    practice.image = body.picture
    practice.save_revision()
    material = MaterialFactory(parent=body.page)
    material.file = body.file
    material.save_revision()
    assert not opens(small(body.picture))
    assert not opens(body.file.url)


def test_a_draft_that_leaves_the_file_out_does_not_close_it(body: Body) -> None:
    material = MaterialFactory(parent=body.page, file=body.file)
    material.file = None
    material.save_revision()
    assert opens(body.file.url)


def test_unpublishing_closes_the_file(body: Body) -> None:
    material = MaterialFactory(parent=body.page, file=body.file)
    material.unpublish()
    assert not opens(body.file.url)


def test_a_link_in_a_text_opens_the_file_once_the_reference_index_knows_it(body: Body) -> None:
    link = f'<p><a linktype="document" id="{body.file.pk}">Merkblatt</a></p>'
    practice = PracticeFactory(parent=body.page, results=link)
    ReferenceIndex.create_or_update_for_object(practice)  # in the portal the work process does it
    assert opens(body.file.url)
    type(practice).objects.filter(pk=practice.pk).update(results="")
    assert not opens(body.file.url)  # the index still says so, the live page does not


def test_a_restriction_above_closes_what_the_page_uses(body: Body) -> None:
    MaterialFactory(parent=body.page, file=body.file)
    PracticeFactory(parent=body.page, image=body.picture)
    PageViewRestriction.objects.create(page=body.page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert not opens(body.file.url)
    assert not opens(small(body.picture))
    member = signed_in(person(Role.Kind.MANAGER, ags=TRIER))
    assert opens(body.file.url, member)
    assert opens(small(body.picture), member)


def test_what_only_members_may_read_opens_its_file_to_members_only(world: World) -> None:
    land = world.bodies["land"]
    text = f'<p><a linktype="document" id="{land.file.pk}">Antrag</a></p>'
    announcement = AnnouncementFactory(parent=land.page, text=text)
    ReferenceIndex.create_or_update_for_object(announcement)
    member = signed_in(person(Role.Kind.MANAGER, ags=MAINZ))
    assert not opens(land.file.url)
    assert opens(land.file.url, member)
    assert VISITOR.get(announcement.url)["Location"].startswith("/konto/login/?next=")


def test_its_keepers_open_what_nothing_uses_yet(body: Body) -> None:
    manager = signed_in(person(Role.Kind.MANAGER, ags=MAINZ))
    assert opens(body.file.url, manager)
    assert opens(small(body.picture), manager)


def test_a_pictures_original_is_its_keepers_only_for_it_may_tell_where_it_was_taken(body: Body) -> None:
    PracticeFactory(parent=body.page, image=body.picture)
    original = f"/dateien/{body.picture.file.name}"
    assert opens(small(body.picture))
    assert not opens(original)
    assert not opens(original, signed_in(person(Role.Kind.MANAGER, ags=TRIER)))
    assert opens(original, signed_in(person(Role.Kind.MANAGER, ags=MAINZ)))


def test_documents_have_no_address_below_the_pictures(body: Body) -> None:
    MaterialFactory(parent=body.page, file=body.file)
    assert not opens(f"/dateien/{body.file.file.name}")
    assert not opens(f"/dateien/{body.file.file.name}", signed_in(person(Role.Kind.OPERATOR)))


@pytest.mark.parametrize(
    "path", ["", "original_images/", "../settings.py", "%2e%2e/%2e%2e/etc/passwd", "x.png", "a\x00.png"]
)
def test_an_address_that_names_no_picture_is_not_found(world: World, path: str) -> None:
    assert not opens(f"/dateien/{path}")


def test_a_document_needs_its_own_name(body: Body) -> None:
    MaterialFactory(parent=body.page, file=body.file)
    assert not opens(f"/dokumente/{body.file.pk}/anders.pdf")
    assert not opens("/dokumente/999999/leitfaden.pdf")


def test_answers_say_what_they_are_and_who_may_keep_them(body: Body) -> None:
    MaterialFactory(parent=body.page, file=body.file)
    PracticeFactory(parent=body.page, image=body.picture)
    file, picture = VISITOR.get(body.file.url), VISITOR.get(small(body.picture))
    assert file["Content-Type"] == "application/pdf"
    assert "filename=" in file["Content-Disposition"]
    assert picture["Content-Type"] == "image/png"
    for answer in (file, picture):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'"
        assert "public" in answer["Cache-Control"]
    unchanged = VISITOR.get(small(body.picture), headers={"If-Modified-Since": picture["Last-Modified"]})
    assert unchanged.status_code == 304


def test_what_is_not_for_everybody_is_kept_nowhere(body: Body) -> None:
    manager = signed_in(person(Role.Kind.MANAGER, ags=MAINZ))
    for address in (body.file.url, small(body.picture)):
        assert set(manager.get(address)["Cache-Control"].split(", ")) == {"private", "no-store"}


FOREIGN: dict[str, Any] = {
    "picture": lambda body: {"image": str(body.picture.pk)},
    "link to a draft": lambda body: {"results": rich_text(f'<p><a linktype="page" id="{body.draft.pk}">x</a></p>')},
}


@pytest.mark.parametrize("what", FOREIGN)
def test_nobody_opens_a_foreign_thing_by_using_its_number(world: World, what: str) -> None:
    """Publishing one's own page with another body's file in it would open the file to everybody."""
    own, foreign = world.bodies[TRIER], world.bodies[MAINZ]
    client = signed_in(person(Role.Kind.MANAGER, ags=TRIER))
    sent = {**form_of(own.live, **FOREIGN[what](foreign)), "action-publish": "x"}
    answer = client.post(f"/verwaltung/pages/{own.live.pk}/edit/", sent)
    page = answer.content.decode()
    assert "gehört einer anderen Stelle" in page
    assert foreign.secret not in page
    assert not opens(foreign.file.url)
    assert not opens(small(foreign.picture))


def test_nobody_opens_a_foreign_file_by_linking_its_number(world: World) -> None:
    own, foreign = world.bodies["land"], world.bodies["staedtetag"]
    StoredFile.objects.filter(pk=foreign.file.pk).update(file="documents/geheim.pdf")
    client = signed_in(person(Role.Kind.LAND))
    features = ["link", "document-link"]
    link = rich_text(f'<p><a linktype="document" id="{foreign.file.pk}">x</a></p>', features=features)
    sent = nested_form_data({"title": "Aufruf", "slug": "aufruf", "text": link, "is_public": "on"})
    answer = client.post(f"/verwaltung/pages/add/network/announcementpage/{own.page.pk}/", sent)
    assert "gehört einer anderen Stelle" in answer.content.decode()
    assert "geheim.pdf" not in answer.content.decode()
    assert not Page.objects.filter(slug="aufruf").exists()


def test_ones_own_things_are_used(world: World) -> None:
    own = world.bodies[TRIER]
    client = signed_in(person(Role.Kind.MANAGER, ags=TRIER))
    link = rich_text(
        f'<p><a linktype="document" id="{own.file.pk}">x</a> <a linktype="page" id="{own.page.pk}">y</a></p>'
    )
    sent = {**form_of(own.live, image=str(own.picture.pk), results=link), "action-publish": "x"}
    assert client.post(f"/verwaltung/pages/{own.live.pk}/edit/", sent).status_code == 302
    assert opens(small(own.picture))


def test_what_an_operator_put_into_a_page_stays_when_its_people_edit_it(world: World) -> None:
    own, foreign = world.bodies[TRIER], world.bodies[MAINZ]
    page = type(own.live).objects.get(pk=own.live.pk)
    page.image = foreign.picture
    page.save_revision().publish()
    client = signed_in(person(Role.Kind.MANAGER, ags=TRIER))
    sent = {**form_of(page, image=str(foreign.picture.pk)), "action-publish": "x"}
    assert client.post(f"/verwaltung/pages/{page.pk}/edit/", sent).status_code == 302
    assert Page.objects.get(pk=page.pk).specific.image == foreign.picture


def test_a_file_moves_only_into_ones_own_collection(world: World) -> None:
    own, foreign = world.bodies[TRIER], world.bodies[MAINZ]
    client = signed_in(person(Role.Kind.MANAGER, ags=TRIER))
    sent = {"title": "Neu", "tags": "", "collection": foreign.file.collection_id}
    client.post(f"/verwaltung/documents/edit/{own.file.pk}/", sent)
    assert StoredFile.objects.get(pk=own.file.pk).collection_id == own.file.collection_id
