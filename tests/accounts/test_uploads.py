"""Uploads are judged by what they are, not by what they are called."""

import io
import zipfile

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from accounts.models import Role, User
from core.models import Picture, StoredFile
from core.uploads import judge_document, judge_picture
from tests.factories import MAINZ, PDF, person, picture_bytes, portal

EXE = b"MZ\x90\x00" + b"\x00" * 400
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def packed(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, member in members.items():
            package.writestr(name.replace("__", "/"), member)
    return content.getvalue()


def office(part: str, **more: bytes) -> bytes:
    return packed(**{"[Content_Types].xml": b"<Types/>", part: b"<x/>", **more})


def real_docx() -> bytes:
    content = io.BytesIO()
    docx.Document().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PDF", b"\n\n" + PDF),
        ("a.docx", real_docx()),
        ("a.xlsx", office("xl/workbook.xml")),
        ("a.pptx", office("ppt/presentation.xml")),
        ("a.odt", packed(mimetype=b"application/vnd.oasis.opendocument.text")),
        ("a.csv", "Straße;Ort\n".encode()),
        ("a.csv", "Straße;Ort\n".encode("cp1252")),
        ("a.txt", "\ufeffGrüße".encode()),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(name: str, content: bytes) -> None:
    file = SimpleUploadedFile(name, content)
    judge_document(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", EXE),
        ("a.docx", PDF),
        ("a.docx", office("xl/workbook.xml")),
        ("a.docx", office("word/document.xml", word__vbaProject=b"").replace(b"vbaProject", b"vbaProject")),
        ("a.docx", real_docx()[:200]),
        ("a.xlsx", packed(anything=b"x")),
        ("a.odt", packed(mimetype=b"application/epub+zip")),
        ("a.csv", EXE),
        ("a.txt", picture_bytes()),
        ("a.txt", b"text\x00with nul"),
        ("a.svg", SVG),
        ("a", PDF),
        ("a.pdf", b""),
    ],
)
def test_a_file_that_is_something_else_is_refused(name: str, content: bytes) -> None:
    if b"vbaProject" in content:
        content = office("word/document.xml", **{"word/vbaProject.bin": b"macro"})
    with pytest.raises(ValidationError):
        judge_document(SimpleUploadedFile(name, content))


def test_a_package_made_to_burst_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/document.xml", bytes(301 * 1024 * 1024))
    with pytest.raises(ValidationError):
        judge_document(SimpleUploadedFile("a.docx", bomb.getvalue()))


def test_a_picture_that_ends_in_the_middle_is_refused() -> None:
    judge_picture(SimpleUploadedFile("a.png", picture_bytes()))
    with pytest.raises(ValidationError):
        judge_picture(SimpleUploadedFile("a.png", picture_bytes()[:60]))


@pytest.fixture
def manager(client: Client) -> User:
    portal(MAINZ)
    user = person(Role.Kind.MANAGER, ags=MAINZ)
    client.force_login(user)
    return user


WAYS = {
    "/verwaltung/documents/add/": ("file", {"title": "Datei"}),
    "/verwaltung/documents/multiple/add/": ("files[]", {"title": "Datei"}),
    "/verwaltung/documents/chooser/create/": (
        "document-chooser-upload-file",
        {"document-chooser-upload-title": "Datei"},
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", WAYS)
def test_every_way_to_upload_a_document_looks_inside(client: Client, manager: User, address: str) -> None:
    field, values = WAYS[address]
    answer = client.post(address, {**values, field: SimpleUploadedFile("virus.pdf", EXE)})
    assert "ist kein PDF" in answer.content.decode("unicode_escape", errors="replace")
    assert not StoredFile.objects.exists()
    client.post(address, {**values, field: SimpleUploadedFile("gut.pdf", PDF)})
    assert StoredFile.objects.get().collection.name == "Stadt Mainz"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [("bild.png", EXE), ("bild.svg", SVG), ("bild.jpg", picture_bytes()), ("bild.png", picture_bytes()[:60])],
)
def test_every_way_to_upload_a_picture_looks_inside(client: Client, manager: User, name: str, content: bytes) -> None:
    ways = {
        "/verwaltung/images/add/": ("file", {"title": "Bild"}),
        "/verwaltung/images/multiple/add/": ("files[]", {"title": "Bild"}),
        "/verwaltung/images/chooser/create/": ("image-chooser-upload-file", {"image-chooser-upload-title": "Bild"}),
    }
    for address, (field, values) in ways.items():
        client.post(address, {**values, field: SimpleUploadedFile(name, content)})
        assert not Picture.objects.exists(), address
    client.post("/verwaltung/images/add/", {"title": "Bild", "file": SimpleUploadedFile("b.png", picture_bytes())})
    assert Picture.objects.get().collection.name == "Stadt Mainz"


@pytest.mark.django_db
def test_a_file_that_is_too_big_is_refused(client: Client, manager: User, settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
    client.post("/verwaltung/documents/multiple/add/", {"files[]": SimpleUploadedFile("a.pdf", PDF)})
    assert not StoredFile.objects.exists()
