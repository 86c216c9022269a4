"""A material in the admin: its file goes to the own collection, and the form says what could be read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Role, User
from core.models import StoredFile
from directory.owners import collection_of
from library.extraction import take
from library.models import MaterialPage
from tests.admin_forms import NO_COMMENTS
from tests.factories import ALZEY, MAINZ, MaterialFactory, district_page, person, portal, stored_file
from tests.library import files

FORM = {
    "title": "Leitfaden Elterngespräch",
    "slug": "leitfaden",
    "summary": "Wie ein Gespräch gelingt",
    "kind": "guide",
    "licence": "eigene",
    **NO_COMMENTS,
}
UPLOAD = "/verwaltung/documents/chooser/create/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(manager())
    return client


def manager() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


def upload(client: Client, content: bytes, name: str = "leitfaden.pdf") -> StoredFile | None:
    client.post(
        UPLOAD,
        {
            "document-chooser-upload-title": "Leitfaden",
            "document-chooser-upload-file": SimpleUploadedFile(name, content),
        },
    )
    return StoredFile.objects.first()


def new_url() -> str:
    return f"/verwaltung/pages/add/library/materialpage/{district_page().pk}/"


def test_a_file_uploaded_while_writing_lies_in_the_own_collection(client: Client) -> None:
    stored = upload(client, files.pdf("Elterngespräch"))

    assert stored is not None
    assert stored.collection == collection_of(district_page())


def test_a_new_material_with_its_file_is_published(client: Client) -> None:
    stored = upload(client, files.pdf("Elterngespräch"))
    assert stored is not None

    client.post(new_url(), {**FORM, "file": stored.pk, "action-publish": "1"})

    material = MaterialPage.objects.get()
    assert material.live
    assert material.file == stored


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "wird gerade gelesen"),
        (files.pdf("eins", "zwei"), "Text gelesen, 2 Seiten."),
        (files.scanned_pdf(), "eingescannt"),
        (files.locked_pdf(), "mit einem Kennwort geschützt"),
    ],
    ids=["waiting", "read", "scanned", "locked"],
)
def test_the_form_says_what_could_be_read(client: Client, content: bytes | None, words: str) -> None:
    stored = stored_file(district_page())
    if content:
        stored.file.save("leitfaden.pdf", SimpleUploadedFile("leitfaden.pdf", content))
        take(stored)
    material = MaterialFactory(parent=district_page(), file=stored)

    assert words in client.get(f"/verwaltung/pages/{material.pk}/edit/").content.decode()


def test_without_file_there_is_nothing_to_say(client: Client) -> None:
    material = MaterialFactory(parent=district_page())

    assert "text-state" not in client.get(f"/verwaltung/pages/{material.pk}/edit/").content.decode()


def test_a_material_needs_a_file_or_a_link(client: Client) -> None:
    answer = client.post(new_url(), {**FORM, "action-publish": "1"})

    assert "laden Sie eine Datei hoch oder geben Sie einen Link an" in answer.content.decode()
    assert not MaterialPage.objects.exists()


def test_a_new_material_is_previewed(client: Client) -> None:
    assert client.post(f"{new_url()}preview/", {**FORM, "link": "https://example.org/"}).json()["is_valid"]

    assert "Wie ein Gespräch gelingt" in client.get(f"{new_url()}preview/").content.decode()
