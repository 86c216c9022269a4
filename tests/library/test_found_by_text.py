"""A material is found by the words inside its file, on the page where they stand."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from core.tasks import run_waiting_tasks
from search import jobs
from tests.factories import MAINZ, MaterialFactory, district_page, lay_ground, portal, stored_file
from tests.library import files

# A worker of the task queue closes old connections, which a test's own transaction would not survive.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


def work() -> None:
    while run_waiting_tasks() + jobs.build_waiting() + jobs.deliver_waiting():
        pass


def test_a_material_is_found_by_a_word_inside_its_file() -> None:
    lay_ground()
    portal(MAINZ)
    file = stored_file(
        district_page(),
        file=ContentFile(
            files.pdf("Erste Seite", "Die Schweigepflichtentbindung wird unterschrieben."), "leitfaden.pdf"
        ),
    )
    material = MaterialFactory(parent=district_page(), title="Leitfaden Elterngespräch", file=file)

    work()

    found = Client().get("/api/v1/search", {"q": "Schweigepflichtentbindung"}).json()
    assert [hit["url"] for hit in found["results"]] == [material.url]


def test_a_hit_opens_the_file_on_the_page_where_the_words_stand() -> None:
    lay_ground()
    portal(MAINZ)
    content = files.pdf("Erste Seite", "Die Schweigepflichtentbindung wird unterschrieben.")
    file = stored_file(district_page(), file=ContentFile(content, "leitfaden.pdf"))
    MaterialFactory(parent=district_page(), title="Leitfaden Elterngespräch", file=file)
    work()

    page = Client().get("/suche/", {"q": "Schweigepflichtentbindung"}).content.decode()

    assert f'href="{file.url}#page=2"' in page
