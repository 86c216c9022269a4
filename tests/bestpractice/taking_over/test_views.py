"""From a file to a draft: its headings become sections as the person says, nothing is lost, nothing is published."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from bestpractice.models import DraftForDistrict, PracticePage, TakenText
from bestpractice.taking_over.ready import forget_left
from directory.models import Post
from tests.bestpractice.taking_over import files
from tests.factories import ALZEY, MAINZ, district_page, person, portal

pytestmark = pytest.mark.django_db
ALL = "/verwaltung/text-uebernehmen/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)
    Post.objects.filter(district=MAINZ).update(mailbox="integration@example.org")


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    return as_(person(Role.Kind.MANAGER, ags=MAINZ))


def give(client: Client, content: bytes = b"", name: str = "bericht.docx", ags: str = MAINZ) -> Any:
    file = SimpleUploadedFile(name, content or files.report())
    return client.post(ALL, {"district": ags, "file": file}, follow=True)


def chosen(text: TakenText, **changes: str) -> dict[str, str]:
    """What the form sends when nothing but `changes` was chosen; place of the part: field."""
    guesses = {f"part-{place}": part["guess"] or "what_we_did" for place, part in enumerate(text.parts)}
    return {"title": text.title, "act": "make", **guesses, **changes}


def test_the_preview_lists_each_heading_with_the_section_that_was_guessed(client: Client) -> None:
    page = give(client).content.decode()

    assert "Was gehört wohin?" in page
    assert "8 Abschnitte gefunden." in page
    assert "2 haben wir nicht erkannt" in page
    assert 'value="Sprachmittlung im Landkreis"' in page
    assert '<option value="what_did_not_work" selected>' in page
    assert not PracticePage.objects.exists()


def test_the_draft_has_every_part_in_its_section_and_is_not_published(client: Client) -> None:
    give(client)
    text = TakenText.objects.get()

    client.post(f"{ALL}{text.pk}/", chosen(text))

    practice = PracticePage.objects.get()
    assert not practice.live
    assert practice.district.ags == MAINZ
    assert practice.title == "Sprachmittlung im Landkreis"
    draft = practice.get_latest_revision_as_object()
    assert draft.starting_point == "<p>Jede Schule suchte selbst.</p>"
    assert draft.what_did_not_work == "<p>Der erste Anlauf schlief ein.</p>"
    assert "integration@example.org" in draft.contact
    for kept in ("Bericht an den Ausschuss", "<b>alle</b>", "<b>Schulung</b>", "<b>Sonstiges</b>", "nimmt Kenntnis"):
        assert kept in draft.what_we_did
    assert "Fußzeile" not in draft.what_we_did
    assert not TakenText.objects.exists()


def test_a_person_chooses_otherwise_leaves_out_and_gives_another_title(client: Client) -> None:
    give(client)
    text = TakenText.objects.get()
    places = {part["heading"]: place for place, part in enumerate(text.parts)}
    changes = {
        f"part-{places['']}": "summary", f"part-{places['Sonstiges']}": "",
        f"part-{places['Schulung']}": "transfer_tips", "title": "Sprachmittlung",
    }  # fmt: skip

    client.post(f"{ALL}{text.pk}/", chosen(text, **changes))

    draft = PracticePage.objects.get().get_latest_revision_as_object()
    assert draft.title == "Sprachmittlung"
    assert draft.summary == "Bericht an den Ausschuss"
    assert draft.transfer_tips == "<p><b>Schulung</b></p><ol><li>Zuerst</li><li>Dann</li></ol>"
    assert "nimmt Kenntnis" not in draft.what_we_did


def test_what_is_too_long_for_a_line_is_said_at_the_part_and_nothing_is_lost(client: Client) -> None:
    give(client, files.word(lambda document: document.add_paragraph("lang " * 100)))
    text = TakenText.objects.get()

    page = client.post(f"{ALL}{text.pk}/", chosen(text, title="Mein Titel", **{"part-0": "contact"})).content.decode()

    assert "Für „Kontakt“ ist das zu lang: höchstens 200 Zeichen." in page
    assert 'value="Mein Titel"' in page
    assert '<option value="contact" selected>' in page


def test_pictures_are_told_of_because_they_stay_behind(client: Client) -> None:
    give(client)
    text = TakenText.objects.get()

    answer = client.post(f"{ALL}{text.pk}/", chosen(text), follow=True)

    assert "Ein Bild der Datei wurde nicht übernommen" in answer.content.decode()


@pytest.mark.parametrize("name", ["bericht.docx", "bericht.pdf", "bericht"])
def test_a_program_in_the_dress_of_a_text_is_refused_in_words(client: Client, name: str) -> None:
    page = give(client, b"MZ\x90\x00 this program cannot be run", name).content.decode()

    assert "kein Text im Format .docx oder .odt" in page
    assert not TakenText.objects.exists()


def test_a_draft_is_made_once_however_often_one_clicks(client: Client) -> None:
    give(client)
    text = TakenText.objects.get()

    for _click in range(2):
        answer = client.post(f"{ALL}{text.pk}/", chosen(text), follow=True)

    assert "schon übernommen" in answer.content.decode()
    assert PracticePage.objects.count() == 1


def test_two_texts_of_one_name_lie_side_by_side(client: Client) -> None:
    for _file in range(2):
        give(client)
        text = TakenText.objects.get()
        client.post(f"{ALL}{text.pk}/", chosen(text))

    slugs = PracticePage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["sprachmittlung-im-landkreis", "sprachmittlung-im-landkreis-1"]


def test_what_was_begun_waits_a_week_for_whoever_gave_it_alone(client: Client) -> None:
    give(client)
    text = TakenText.objects.get()
    colleague = as_(person(Role.Kind.DEPUTY, ags=MAINZ))

    assert text.title in client.get(ALL).content.decode()
    assert text.title not in colleague.get(ALL).content.decode()
    assert colleague.get(f"{ALL}{text.pk}/").status_code == 302
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        assert forget_left() == 1


def test_an_editor_takes_a_report_over_for_a_member_district_as_its_draft() -> None:
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    give(as_(editor))
    text = TakenText.objects.get()

    as_(editor).post(f"{ALL}{text.pk}/", chosen(text))

    draft = DraftForDistrict.objects.get()
    assert draft.source == "bericht.docx"
    assert draft.practice.get_parent().pk == district_page().pk
    assert not draft.practice.live


def test_nobody_gives_a_text_for_a_foreign_district() -> None:
    for user in (person(Role.Kind.MANAGER, ags=ALZEY), person(Role.Kind.EDITOR, association="landkreistag")):
        give(as_(user), ags=MAINZ)
    assert as_(person(Role.Kind.LAND)).get(ALL).status_code == 302
    assert not TakenText.objects.exists()


def test_a_broken_choice_is_no_traceback(client: Client) -> None:
    give(client)
    text = TakenText.objects.get()

    answer = client.post(f"{ALL}{text.pk}/", chosen(text, **{"part-0": "owner", "part-99": "quark", "title": ""}))

    assert answer.status_code == 200
    assert "Bitte geben Sie dem Praxisbeispiel einen Titel." in answer.content.decode()
    assert not PracticePage.objects.exists()
