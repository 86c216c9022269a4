"""What the owner of an uploaded file is told in the form: what was refused and why, what could be read, by whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Role
from core.models import StoredFile
from directory.owners import collection_of
from library.extraction import take
from library.models import FileText
from tests.factories import ALZEY, MAINZ, MaterialFactory, district_page, person, portal, stored_file
from tests.library import files
from tests.library.test_admin_material import UPLOAD

pytestmark = pytest.mark.django_db
EXE = b"MZ\x90\x00" + b"\x00" * 400


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


def manager(ags: str = MAINZ) -> Client:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=ags))
    return client


def upload(client: Client, name: str, content: bytes) -> str:
    """What the form's window answers."""
    sent = {
        "document-chooser-upload-title": "Leitfaden",
        "document-chooser-upload-file": SimpleUploadedFile(name, content),
    }
    return str(client.post(UPLOAD, sent).json().get("htmlFragment", ""))


def notes(client: Client, stored: StoredFile) -> str:
    """What then stands below the file."""
    answer = client.get("/verwaltung/bibliothek/datei/", {"file": stored.pk})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rechnung.pdf", EXE, "kein PDF"),
        ("leitfaden.docx", files.pdf("Text"), "kein DOCX (erkannt: pdf)"),
        ("leitfaden.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "ein Kennwort oder ein altes Format"),
        ("leitfaden.docx", files.word("Text")[:300], "beschädigt"),
        ("leitfaden.docx", files.bomb(301), "viel zu groß"),
        ("leitfaden.docx", files.with_macros(), "Makros"),
    ],
    ids=["a program called PDF", "a PDF called DOCX", "behind a password", "half a file", "a bomb", "macros"],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_reason(name: str, content: bytes, words: str) -> None:
    assert words in upload(manager(), name, content)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bericht.pdf", files.long_pdf(300), ["Text gelesen, 300 Seiten."]),
        ("anweisung.docx", files.authority_word(), ["Text gelesen."]),
        ("scan.pdf", files.scanned_pdf(), ["eingescannt", "Mit einem Screenreader ist diese Datei nicht zu lesen"]),
        ("gesperrt.pdf", files.locked_pdf(), ["mit einem Kennwort geschützt", "nur mit seinen Angaben zu finden"]),
        ("kaputt.pdf", b"%PDF-1.7 und nicht mehr", ["beschädigt"]),
        ("bombe.docx", files.bomb(60), ["ausgepackt zu groß"]),
        ("ohne.docx", files.long_word_without_headings(), ["besser lesbar", "ohne Überschriften"]),
        ("lang.pdf", files.long_pdf(2000), ["2000 Seiten", "die ersten 500 davon"]),
    ],
    ids=["300 pages", "an authority's DOCX", "scanned", "locked", "broken", "a bomb", "no headings", "2,000 pages"],
)  # fmt: skip
def test_the_form_says_what_the_portal_could_read(name: str, content: bytes, words: list[str]) -> None:
    client = manager()
    upload(client, name, content)
    stored = StoredFile.objects.get()
    assert "wird gerade gelesen" in notes(client, stored)

    take(stored)

    shown = notes(client, stored)
    assert [word for word in words if word not in shown] == []


def test_a_pdf_without_tags_is_flagged_to_its_owner_and_to_readers() -> None:
    untagged = files.pdf("Leitfaden").replace(b"/MarkInfo", b"/MarkLnfo")
    client = manager()
    upload(client, "leitfaden.pdf", untagged)
    stored = StoredFile.objects.get()
    take(stored)
    material = MaterialFactory(parent=district_page(), file=stored)

    assert FileText.objects.get().is_accessible is False
    assert "Tagged PDF" in notes(client, stored)
    assert "Nicht barrierefrei" in Client().get(material.url).content.decode()
    listed = client.get("/verwaltung/materialien/", {"state": "closed"}).content.decode()
    assert material.title in listed
    assert material.title not in client.get("/verwaltung/materialien/", {"state": "dead"}).content.decode()
    assert material.title not in manager(ALZEY).get("/verwaltung/materialien/").content.decode()


def test_a_tagged_pdf_is_not_flagged() -> None:
    stored = stored_file(district_page())
    stored.file.save("leitfaden.pdf", SimpleUploadedFile("leitfaden.pdf", files.pdf("Leitfaden")))
    take(stored)
    material = MaterialFactory(parent=district_page(), file=stored)

    assert FileText.objects.get().is_accessible
    assert "Nicht barrierefrei" not in Client().get(material.url).content.decode()


def twice(content: bytes, ags: str, **material: object) -> None:
    """The same content lies with a district already."""
    page = district_page(ags)
    there = StoredFile(title="Vertraulich Datei", collection=collection_of(page))
    there.file.save("alt.pdf", SimpleUploadedFile("alt.pdf", content), save=False)
    there._set_document_file_metadata()
    there.save()
    if material:
        MaterialFactory(parent=page, file=there, **material)


def test_the_same_file_is_said_to_lie_in_the_library_already() -> None:
    content, client = files.pdf("Leitfaden"), manager()
    twice(content, ALZEY, title="Elterngespräche führen")
    upload(client, "neu.pdf", content)

    shown = notes(client, StoredFile.objects.latest("pk"))
    assert "Diese Datei liegt schon als „Elterngespräche führen“ bei" in shown
    assert "elterngesprache-fuhren" in shown or "elterngespraeche-fuehren" in shown
    assert "es geht nichts verloren" in shown


def test_of_a_foreign_draft_only_its_existence_is_told() -> None:
    content, client = files.pdf("Leitfaden"), manager()
    twice(content, ALZEY, title="Vertraulich Entwurf", live=False)
    upload(client, "neu.pdf", content)

    shown = notes(client, StoredFile.objects.latest("pk"))
    assert "bei einer anderen Stelle" in shown
    assert "Vertraulich" not in shown
    assert "<a " not in shown


def test_ones_own_unused_file_is_named() -> None:
    content, client = files.pdf("Leitfaden"), manager()
    twice(content, MAINZ)
    upload(client, "neu.pdf", content)

    assert "als „Vertraulich Datei“ bei Ihnen" in notes(client, StoredFile.objects.latest("pk"))


def test_what_is_known_of_a_file_is_told_to_its_owner_only() -> None:
    stored = stored_file(district_page())
    address = f"/verwaltung/bibliothek/datei/?file={stored.pk}"

    assert manager().get(address).status_code == 200
    assert manager(ALZEY).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    for wrong in ("", "0", "x", "9" * 30):
        assert manager().get(f"/verwaltung/bibliothek/datei/?file={wrong}").status_code == 404
