"""A preview link shows the latest draft to somebody without an account, for 14 days, until it is taken back."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from bestpractice.models import PracticePage, PracticePicture, PreviewLink
from bestpractice.preview.links import address_of, forget_ended, token_for
from core.work import registry
from tests.factories import MAINZ, PracticeFactory, district_page, person, picture, portal

pytestmark = pytest.mark.django_db
VISITOR = Client()


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ)


@pytest.fixture
def draft() -> PracticePage:
    """Published once, with a newer draft that nobody else sees."""
    practice: PracticePage = PracticeFactory(parent=district_page(), title="Lotsen", slug="lotsen")
    practice.title = "Lotsen, überarbeitet"
    practice.what_did_not_work = "<p>Der erste Anlauf schlief ein.</p>"
    practice.save_revision()
    return PracticePage.objects.get(pk=practice.pk)


def opened(link: PreviewLink) -> str:
    answer = VISITOR.get(f"/entwurf/{token_for(link)}/")
    assert answer.status_code == 200
    return answer.content.decode()


def link_to(practice: PracticePage, **values: object) -> PreviewLink:
    return PreviewLink.objects.create(practice=practice, for_whom="Amtsleitung", **values)


def test_the_latest_draft_is_shown_in_the_public_look_and_says_that_it_is_one(draft: PracticePage) -> None:
    link = link_to(draft)

    page = opened(link)

    assert "Lotsen, überarbeitet" in page
    assert "Entwurf, noch nicht in dieser Fassung veröffentlicht" in page
    assert f"{timezone.localtime(link.expires_at):%d}".lstrip("0") + "." in page
    assert "Amtsleitung" in page

    draft.title = "Noch einmal anders"
    draft.save_revision()
    assert "Noch einmal anders" in opened(link)


def test_superiors_read_what_later_only_members_read_and_are_told_so(draft: PracticePage) -> None:
    page = opened(link_to(draft))

    assert "Der erste Anlauf schlief ein." in page
    assert "lesen nur Mitglieder des Netzes: „Was nicht geklappt hat“" in page
    assert "Der erste Anlauf" not in VISITOR.get(draft.get_url()).content.decode()


def test_neither_search_engines_nor_caches_nor_other_hosts_learn_of_it(draft: PracticePage) -> None:
    answer = VISITOR.get(f"/entwurf/{token_for(link_to(draft))}/")

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize("place", ["image", "inline"])
def test_the_pictures_of_a_draft_show_at_the_links_own_address_and_nowhere_else(
    draft: PracticePage, place: str
) -> None:
    stored = picture(district_page())
    if place == "image":
        draft.image = stored
    else:
        draft.pictures = [PracticePicture(picture=stored, alt_text="Zwei Menschen am Schalter")]
    draft.save_revision()
    link = link_to(draft)
    size = stored.get_rendition("max-1200x800")
    own = f"/entwurf/{token_for(link)}{size.url}"
    page = opened(link)

    assert VISITOR.get(own).status_code == 200
    assert VISITOR.get(size.url).status_code == 404
    assert size.url not in re.sub(r"/entwurf/[^/]+/dateien/", "", page)
    if place == "image":
        assert own in page

    link.revoke()
    assert VISITOR.get(own).status_code == 404


def test_the_link_opens_no_other_picture_and_no_original(draft: PracticePage) -> None:
    shown, other = picture(district_page()), picture(district_page())
    draft.image = shown
    draft.save_revision()
    own = f"/entwurf/{token_for(link_to(draft))}/dateien/"

    assert VISITOR.get(own + shown.file.name).status_code == 404
    assert VISITOR.get(own + other.get_rendition("width-20").file.name).status_code == 404
    assert VISITOR.get(own + "../../settings.py").status_code == 404


def test_a_link_that_was_taken_back_says_who_to_ask(draft: PracticePage) -> None:
    link = link_to(draft)
    link.revoke()

    answer = VISITOR.get(f"/entwurf/{token_for(link)}/")

    assert answer.status_code == 410
    assert "hat ihn zurückgenommen" in answer.content.decode()
    assert "überarbeitet" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_after_14_days_it_ends_and_a_month_later_it_is_forgotten(draft: PracticePage) -> None:
    link = link_to(draft)
    address = f"/entwurf/{token_for(link)}/"
    with time_machine.travel(link.expires_at - dt.timedelta(minutes=1), tick=False):
        assert VISITOR.get(address).status_code == 200
    with time_machine.travel(link.expires_at, tick=False):
        answer = VISITOR.get(address)
        assert answer.status_code == 410
        assert "Er galt 14 Tage" in answer.content.decode()
        assert forget_ended() == 0
    with time_machine.travel(link.expires_at + dt.timedelta(days=31), tick=False):
        assert forget_ended() == 1
        assert VISITOR.get(address).status_code == 404
    assert "forget preview links" in {job.name for job in registry.daily}


def test_a_cut_or_invented_link_is_unknown(draft: PracticePage) -> None:
    token = token_for(link_to(draft))

    for wrong in (token[:-3], token[5:], "quark", token.replace(":", "")):
        answer = VISITOR.get(f"/entwurf/{wrong}/")
        assert answer.status_code == 404
        assert "Diesen Link kennen wir nicht" in answer.content.decode()


def test_a_deleted_draft_takes_its_links_along(draft: PracticePage) -> None:
    token = token_for(link_to(draft))
    draft.delete()

    assert VISITOR.get(f"/entwurf/{token}/").status_code == 404


def test_nothing_that_opens_a_draft_lies_in_the_database(draft: PracticePage) -> None:
    link = link_to(draft)
    stored = " ".join(str(value) for value in PreviewLink.objects.values_list().get(pk=link.pk))

    assert token_for(link).rpartition(":")[2] not in stored
    assert VISITOR.get(f"/entwurf/{link.number.hex}/").status_code == 404


def test_a_manager_makes_a_link_sees_it_and_takes_it_back(draft: PracticePage) -> None:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=MAINZ))
    at_the_practice = f"/verwaltung/vorschau-links/praxis/{draft.pk}/"

    assert at_the_practice in client.get(f"/verwaltung/pages/{draft.pk}/edit/").content.decode()
    assert client.post(at_the_practice, {"for_whom": ""}).status_code == 200
    client.post(at_the_practice, {"for_whom": "Amtsleitung"})

    link = PreviewLink.objects.get()
    for list_of_links in (at_the_practice, "/verwaltung/vorschau-links/"):
        assert address_of(link) in client.get(list_of_links).content.decode()

    client.post(f"/verwaltung/vorschau-links/{link.pk}/zuruecknehmen/")
    link.refresh_from_db()
    assert not link.is_open
    assert address_of(link) not in client.get("/verwaltung/vorschau-links/").content.decode()


def test_what_is_published_as_it_is_needs_no_link() -> None:
    practice = PracticeFactory(parent=district_page())
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=MAINZ))
    address = f"/verwaltung/vorschau-links/praxis/{practice.pk}/"

    assert "nichts vorab zu zeigen" in client.get(address).content.decode()
    client.post(address, {"for_whom": "Amtsleitung"})
    assert not PreviewLink.objects.exists()
