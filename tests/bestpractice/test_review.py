"""The seal: an editor who did not write it reads what waits, and grants or refuses with a reason that arrives."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Notice, Role, User
from bestpractice.models import PracticePage, Recommendation
from bestpractice.queries import recommending
from bestpractice.review import grant, refuse
from core.models import OutgoingMail
from search.models import Mark
from tests.factories import ALZEY, MAINZ, PracticeFactory, district_page, person, portal

QUEUE = "/verwaltung/begutachtung/"
State = Recommendation.State


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def author() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


@pytest.fixture
def practice(author: User) -> PracticePage:
    made: PracticePage = PracticeFactory(
        parent=district_page(),
        title="Sprachcafé am Abend",
        what_did_not_work="<p>Ohne Kinderbetreuung kam niemand.</p>",
    )
    made.save_revision(user=author).publish()
    return made


@pytest.fixture
def word(practice: PracticePage) -> Recommendation:
    return practice.recommendations.get()


def editor(association: str = "staedtetag") -> User:
    return person(Role.Kind.EDITOR, association=association)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answer(client: Client, word: Recommendation, how: str, reason: str = "", revision: int | None = None) -> Any:
    data = {"act": how, "reason": reason, "revision": revision or word.revision_id, "knowingly": "1"}
    return client.post(f"{QUEUE}{word.pk}/", data, follow=True)


def test_publishing_puts_a_practice_into_its_associations_queue_oldest_first(word: Recommendation) -> None:
    PracticeFactory(parent=district_page(), title="Zweites Beispiel")
    PracticeFactory(parent=district_page(ALZEY), title="Beispiel eines Landkreises")

    page = as_(editor()).get(QUEUE).content.decode()

    assert page.index("Sprachcafé am Abend") < page.index("Zweites Beispiel")
    assert "Beispiel eines Landkreises" not in page
    assert "Beispiel eines Landkreises" in as_(editor("landkreistag")).get(QUEUE).content.decode()


def test_the_home_shows_the_queue_to_editors(word: Recommendation) -> None:
    assert "Sprachcafé am Abend" in as_(editor()).get("/verwaltung/").content.decode()


def test_the_review_shows_the_published_version_to_read(word: Recommendation, practice: PracticePage) -> None:
    practice.title = "Späterer Entwurf"
    practice.save_revision()

    page = as_(editor()).get(f"{QUEUE}{word.pk}/").content.decode()

    assert "Sprachcafé am Abend" in page
    assert "Was nicht geklappt hat" in page
    assert "Ohne Kinderbetreuung kam niemand." in page
    assert "Späterer Entwurf" not in page
    assert 'name="title"' not in page


def test_the_seal_is_granted_and_shown_to_the_public(
    word: Recommendation, practice: PracticePage, author: User
) -> None:
    before = Mark.objects.get(key=f"wagtailcore.page:{practice.pk}").version

    answer(as_(editor()), word, "grant")

    word.refresh_from_db()
    assert word.state == State.GRANTED
    assert Mark.objects.get(key=f"wagtailcore.page:{practice.pk}").version > before
    assert "empfohlen" in Client().get(practice.url).content.decode()
    assert "empfiehlt Ihr Praxisbeispiel" in Notice.objects.get(user=author).text


def test_the_refusals_reason_reaches_the_author_in_the_portal_and_by_mail(word: Recommendation, author: User) -> None:
    answer(as_(editor()), word, "refuse", "Bitte nennen Sie die Kosten.")

    word.refresh_from_db()
    assert (word.state, word.reason) == (State.REFUSED, "Bitte nennen Sie die Kosten.")
    assert "Bitte nennen Sie die Kosten." in as_(author).get("/verwaltung/").content.decode()
    mail = OutgoingMail.objects.get(to=author.email)
    assert "Bitte nennen Sie die Kosten." in mail.body
    assert "empfohlen vom" not in Client().get(word.practice.url).content.decode()


def test_a_changed_text_asks_again_and_keeps_its_seal_meanwhile(word: Recommendation, practice: PracticePage) -> None:
    reviewer = editor()
    grant(word, reviewer)
    practice.refresh_from_db()
    practice.save_revision().publish()
    assert not practice.recommendations.filter(state="pending").exists()

    practice.what_we_did = "<p>Wir machen es jetzt ganz anders.</p>"
    practice.save_revision().publish()
    assert practice.recommendations.get(state="pending").revision == practice.latest_revision
    assert [association.slug for association in recommending(practice)] == ["staedtetag"]

    refuse(practice.recommendations.get(state="pending"), reviewer, "Was hat es gekostet?")
    assert recommending(practice) == []


def test_a_refusal_without_reason_is_asked_for_one(word: Recommendation) -> None:
    response = as_(editor()).post(f"{QUEUE}{word.pk}/", {"act": "refuse", "reason": " ", "revision": word.revision_id})

    assert response.status_code == 422
    assert "Bitte begründen Sie" in response.content.decode()
    word.refresh_from_db()
    assert word.state == State.PENDING


def test_after_a_refusal_the_next_version_waits_with_the_earlier_word_beside_it(
    word: Recommendation, practice: PracticePage, author: User
) -> None:
    client = as_(editor())
    answer(client, word, "refuse", "Bitte nennen Sie die Kosten.")

    practice.save_revision(user=author).publish()

    again = practice.recommendations.get(state=State.PENDING)
    page = client.get(f"{QUEUE}{again.pk}/").content.decode()
    assert "Frühere Entscheidungen" in page
    assert "Bitte nennen Sie die Kosten." in page


def test_a_version_that_changed_while_it_was_read_is_read_again(
    word: Recommendation, practice: PracticePage, author: User
) -> None:
    read = word.revision_id
    practice.save_revision(user=author).publish()

    response = answer(as_(editor()), word, "grant", revision=read)

    assert "wurde inzwischen geändert" in response.content.decode()
    word.refresh_from_db()
    assert word.state == State.PENDING


def test_nobody_reviews_the_own_text(practice: PracticePage, word: Recommendation) -> None:
    wrote_too = editor()
    practice.save_revision(user=wrote_too)
    client = as_(wrote_too)

    response = answer(client, word, "grant")

    assert "haben Sie mitgeschrieben" in response.content.decode()
    word.refresh_from_db()
    assert word.state == State.PENDING


@pytest.mark.parametrize("kind", ["another association", "a manager", "the operator", "the Land"])
def test_nobody_else_reviews(word: Recommendation, author: User, kind: str) -> None:
    people = {
        "another association": lambda: editor("landkreistag"),
        "a manager": lambda: author,
        "the operator": lambda: person(Role.Kind.OPERATOR),
        "the Land": lambda: person(Role.Kind.LAND),
    }
    client = as_(people[kind]())

    assert client.get(f"{QUEUE}{word.pk}/").status_code == 302
    answer(client, word, "grant")

    word.refresh_from_db()
    assert word.state == State.PENDING


def test_what_is_decided_is_not_decided_again(word: Recommendation) -> None:
    first, second = as_(editor()), as_(editor())
    answer(first, word, "grant")

    page = answer(second, word, "refuse", "Doch nicht.")

    assert "schon entschieden" in page.content.decode()
    word.refresh_from_db()
    assert word.state == State.GRANTED
