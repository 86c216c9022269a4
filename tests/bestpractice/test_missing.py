"""What is still missing: told as a list with ways to the fields, and never in the way of publishing."""

import pytest
from django.test import Client

from accounts.models import Role
from bestpractice import missing
from bestpractice.models import PracticePage
from bestpractice.waiting import review_queue
from tests.admin_forms import rich
from tests.bestpractice.test_admin_practice import SHORT_FORM, as_, new_url
from tests.factories import ALZEY, MAINZ, PracticeFactory, district_page, person, picture, portal

BOTH = {"what_did_not_work": rich("Zu spät begonnen."), "conditions": rich("Ein Raum.")}


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def client() -> Client:
    return as_(person(Role.Kind.MANAGER, ags=MAINZ))


def edit_url(practice: PracticePage) -> str:
    return f"/verwaltung/pages/{practice.pk}/edit/"


def test_a_draft_shows_what_publishing_and_the_seal_still_need(client: Client) -> None:
    client.post(new_url(), {**SHORT_FORM, "contact": "", "what_it_took": "null"})

    form = client.get(edit_url(PracticePage.objects.get())).content.decode()

    listed = form[form.index("Was noch fehlt") : form.index("</details>")]
    for field in ("contact", "what_it_took", "what_did_not_work", "conditions", "topics"):
        assert f'href="#id_{field}"' in listed
    assert 'href="#id_starting_point"' not in listed


def test_a_new_form_does_not_begin_with_a_list_of_all_that_is_missing(client: Client) -> None:
    assert "Was noch fehlt" not in client.get(new_url()).content.decode()


def test_the_home_says_what_a_draft_lacks(client: Client) -> None:
    client.post(new_url(), {**SHORT_FORM, "contact": ""})

    assert "Es fehlt noch: Kontakt" in client.get("/verwaltung/").content.decode()


def test_without_what_did_not_work_it_is_published_but_no_association_is_asked(client: Client) -> None:
    answer = client.post(new_url(), {**SHORT_FORM, "action-publish": "1"}, follow=True).content.decode()

    assert PracticePage.objects.get().live
    assert "Für die Empfehlung fehlt noch: Was nicht geklappt hat, Was es braucht, damit es trägt." in answer
    assert not review_queue(person(Role.Kind.EDITOR, association="staedtetag")).exists()


@pytest.mark.parametrize("field", BOTH)
def test_one_of_both_is_not_enough_for_the_seal(client: Client, field: str) -> None:
    client.post(new_url(), {**SHORT_FORM, field: BOTH[field], "action-publish": "1"})

    assert not PracticePage.objects.get().recommendations.exists()


def test_once_both_are_there_the_association_is_asked(client: Client) -> None:
    client.post(new_url(), {**SHORT_FORM, "action-publish": "1"})
    practice = PracticePage.objects.get()

    client.post(edit_url(practice), {**SHORT_FORM, **BOTH, "action-publish": "1"})

    assert practice.recommendations.get().state == "pending"


@pytest.mark.parametrize(
    ("contact", "personal"),
    [
        ("Ansprechstelle, maria.muster@example.org", True),
        ("maria_muster-beispiel@example.org", True),
        ("Ansprechstelle, integration.mainz@example.org", False),
        ("integration@example.org", False),
        ("Telefon 06131 12-0", False),
        ("amt32.team@example.org", False),
    ],
)
def test_an_address_like_a_name_is_hinted_at(contact: str, personal: bool) -> None:
    practice = PracticeFactory(parent=district_page(), contact=contact)

    assert (str(missing.PERSONAL_CONTACT) in [gap.text for gap in missing.worth_adding(practice)]) == personal


def test_the_hint_at_a_personal_address_does_not_stop_publishing(client: Client) -> None:
    form = {**SHORT_FORM, "contact": "maria.muster@example.org", "action-publish": "1"}
    answer = client.post(new_url(), form, follow=True).content.decode()

    assert PracticePage.objects.get().live
    assert "sieht nach einer einzelnen Person aus" in answer


def with_picture(pk: int, alt_text: str) -> dict[str, str]:
    row = {"pictures-TOTAL_FORMS": "1", "pictures-0-picture": str(pk), "pictures-0-alt_text": alt_text}
    return {**SHORT_FORM, **row, "pictures-0-ORDER": "1", "pictures-0-caption": "", "action-publish": "1"}


def test_each_picture_says_what_is_to_be_seen(client: Client) -> None:
    own = picture(district_page()).pk

    answer = client.post(new_url(), with_picture(own, "")).content.decode()
    assert "Bitte sagen Sie in einem Satz, was auf dem Bild zu sehen ist." in answer
    assert not PracticePage.objects.exists()

    client.post(new_url(), with_picture(own, "Zwei Menschen am Tisch"))
    assert PracticePage.objects.get().live


def test_a_title_picture_without_description_is_not_published(client: Client) -> None:
    bare, described = picture(district_page(), description=""), picture(district_page(), description="Ein voller Saal")

    answer = client.post(new_url(), {**SHORT_FORM, "image": bare.pk, "action-publish": "1"}).content.decode()
    assert "Diesem Bild fehlt die Beschreibung." in answer

    client.post(new_url(), {**SHORT_FORM, "image": described.pk, "action-publish": "1"})
    assert PracticePage.objects.get().live
