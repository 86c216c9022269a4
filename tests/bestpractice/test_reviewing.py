"""An editor's work: who has what, the checklist and the remarks, and what reaches the district with the decision."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Notice, Role, User
from bestpractice.models import PracticePage, Recommendation, ReviewComment
from bestpractice.review import claim, grant, refuse
from core.models import OutgoingMail
from regions.models import Association, Municipality
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
    made: PracticePage = PracticeFactory(parent=district_page(), title="Sprachcafé am Abend", owner=author)
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


def post(client: Client, word: Recommendation, act: str, **values: Any) -> Any:
    data = {"act": act, "revision": word.revision_id, **values}
    return client.post(f"{QUEUE}{word.pk}/", data, follow=True)


def listed(client: Client, whose: str) -> bool:
    return "Sprachcafé am Abend" in client.get(f"{QUEUE}?wer={whose}").content.decode()


def test_colleagues_see_who_has_what_and_can_narrow_the_queue(word: Recommendation) -> None:
    one, other = editor(), editor()
    post(as_(one), word, "claim")

    page = as_(other).get(QUEUE).content.decode()

    assert f"Bei {one}" in page
    assert [listed(as_(one), whose) for whose in ("meine", "frei", "andere")] == [True, False, False]
    assert [listed(as_(other), whose) for whose in ("meine", "frei", "andere")] == [False, False, True]

    post(as_(one), word, "release")
    assert listed(as_(other), "frei")


def test_whoever_takes_a_review_over_tells_the_colleague_who_had_it(word: Recommendation) -> None:
    one, other = editor(), editor()
    claim(word, one)

    post(as_(other), word, "claim")

    word.refresh_from_db()
    assert word.assigned_to == other
    assert f"{other} hat die Begutachtung" in Notice.objects.get(user=one).text


def test_what_somebody_had_who_is_no_editor_any_more_is_free_again(word: Recommendation) -> None:
    gone = editor()
    claim(word, gone)
    gone.roles.all().delete()

    assert listed(as_(editor()), "frei")


def test_an_editor_who_wrote_on_it_reads_in_the_queue_why_not(word: Recommendation, practice: PracticePage) -> None:
    wrote_too = editor()
    practice.save_revision(user=wrote_too)

    assert "Sie haben daran mitgeschrieben" in as_(wrote_too).get(QUEUE).content.decode()


def test_ticks_remarks_and_reason_stay_while_nothing_is_sent(word: Recommendation, author: User) -> None:
    client = as_(editor())
    post(client, word, "save", tick_way="on", remark_what_we_did="Wer genau?", reason="Fast.")

    page = client.get(f"{QUEUE}{word.pk}/").content.decode()

    word.refresh_from_db()
    assert (word.checklist, word.reason, word.state) == (["way"], "Fast.", State.PENDING)
    assert "Wer genau?" in page
    assert not Notice.objects.filter(user=author).exists()


def test_two_colleagues_on_one_review_do_not_undo_each_other(word: Recommendation) -> None:
    """Each form brings along what it held when it was opened."""
    post(as_(editor()), word, "save", tick_way="on", remark_what_we_did="Wer genau?")

    opened_before = {"initial-tick_way": "False", "initial-remark_what_we_did": "", "remark_what_we_did": ""}
    post(as_(editor()), word, "save", tick_effort="on", **opened_before)

    word.refresh_from_db()
    assert word.checklist == ["way", "effort"]
    assert word.comments.get().text == "Wer genau?"


def test_a_remark_that_is_emptied_is_gone(word: Recommendation) -> None:
    client = as_(editor())
    post(client, word, "save", remark_what_we_did="Wer genau?")
    post(client, word, "save", **{"initial-remark_what_we_did": "Wer genau?", "remark_what_we_did": ""})

    assert not word.comments.exists()


def test_the_script_saves_without_a_page_and_is_told_when_a_colleague_was_faster(word: Recommendation) -> None:
    client = as_(editor())
    address, data = f"{QUEUE}{word.pk}/", {"tick_way": "on"}
    script = {"X-Requested-With": "XMLHttpRequest"}
    assert client.post(address, data, headers=script).status_code == 204

    grant(word, editor())

    answer = client.post(address, {"tick_effort": "on"}, headers=script)
    assert answer.status_code == 409
    assert "schon entschieden: empfohlen" in answer.json()["message"]


def test_the_refusal_brings_remarks_and_open_points_to_the_district(word: Recommendation, author: User) -> None:
    client = as_(editor())
    post(client, word, "save", tick_way="on", remark_what_we_did="Wer genau hat eingeladen?")

    post(client, word, "refuse", reason="Es fehlt noch etwas.")

    mail = OutgoingMail.objects.get(to=author.email).body
    for told in ("Es fehlt noch etwas.", "So geht es:\nWer genau hat eingeladen?", "– Der Aufwand ist genannt"):
        assert told in mail
    assert "Das Vorgehen lässt sich" not in mail
    page = as_(author).get(f"/verwaltung/rueckmeldungen/{word.practice_id}/").content.decode()
    assert "Wer genau hat eingeladen?" in page
    assert "noch offen" in page
    form = as_(author).get(f"/verwaltung/pages/{word.practice_id}/edit/").content.decode()
    assert "Wer genau hat eingeladen?" in form


def test_the_district_never_reads_an_editors_name(word: Recommendation, author: User) -> None:
    reviewer = editor()
    User.objects.filter(pk=reviewer.pk).update(first_name="Vorname", last_name="Geheim")
    client = as_(reviewer)
    post(client, word, "save", remark_what_we_did="Wer genau?")
    post(client, word, "refuse", reason="Noch nicht.")

    for address in ("", f"rueckmeldungen/{word.practice_id}/", f"pages/{word.practice_id}/edit/"):
        page = as_(author).get(f"/verwaltung/{address}").content.decode()
        assert "Geheim" not in page
        assert reviewer.email not in page


def test_open_points_are_no_hindrance_but_nobody_grants_over_them_unknowingly(word: Recommendation) -> None:
    client = as_(editor())

    page = post(client, word, "grant", tick_way="on").content.decode()

    assert "8 Punkte der Prüfliste sind nicht abgehakt" in page
    word.refresh_from_db()
    assert (word.state, word.checklist) == (State.PENDING, ["way"])

    post(client, word, "grant", knowingly="1")
    word.refresh_from_db()
    assert word.state == State.GRANTED


def test_a_text_that_came_too_late_is_shown_to_be_copied(word: Recommendation) -> None:
    refuse(word, editor(), "Zu kurz.")

    page = post(as_(editor()), word, "save", remark_what_we_did="Mein langer Gedanke.")

    assert page.status_code == 409
    assert "Darüber ist schon entschieden" in page.content.decode()
    assert "Mein langer Gedanke." in page.content.decode()
    assert not ReviewComment.objects.exists()


def test_the_next_version_shows_what_changed_and_what_became_of_each_remark(
    word: Recommendation, practice: PracticePage, author: User
) -> None:
    client = as_(editor())
    post(client, word, "save", remark_what_we_did="Wer genau?", remark_what_it_took="Was kostet es?")
    post(client, word, "refuse", reason="Es fehlt noch etwas.")
    practice.what_we_did = "<p>Wir haben die Stellen an zwei Tische geholt.</p>"
    practice.save_revision(user=author).publish()
    costs = ReviewComment.objects.get(section="what_it_took")
    as_(author).post(
        f"/verwaltung/rueckmeldungen/{practice.pk}/", {"remark": costs.pk, "answer": "Das wissen wir nicht."}
    )

    again = practice.recommendations.get(state=State.PENDING)
    page = client.get(f"{QUEUE}{again.pk}/").content.decode()

    assert "Geändert seit der Entscheidung vom" in page
    assert "zwei Tische" in page
    assert "<del>" in page
    assert "Abschnitt seither geändert" in page
    assert "Das wissen wir nicht." in page
    assert "beantwortet" in page


def test_publishing_again_during_a_review_tells_the_editor_who_has_it(
    word: Recommendation, practice: PracticePage, author: User
) -> None:
    reviewer = editor()
    claim(word, reviewer)
    read = word.revision_id
    practice.what_we_did = "<p>Wir haben die Stellen an zwei Tische geholt.</p>"
    practice.save_revision(user=author).publish()

    assert "wurde neu veröffentlicht" in Notice.objects.get(user=reviewer).text
    page = post(as_(reviewer), word, "refuse", reason="Noch nicht.", revision=read).content.decode()
    assert "Geändert, während Sie lasen" in page
    assert "zwei Tische" in page
    assert "Noch nicht." in page
    word.refresh_from_db()
    assert word.state == State.PENDING


def test_a_small_change_keeps_the_seal_and_asks_nobody_many_small_ones_do(
    word: Recommendation, practice: PracticePage
) -> None:
    grant(word, editor())
    added = [
        "Kaffee steht bereit.",
        "Kinder sind willkommen.",
        "Der Eintritt ist frei.",
        "Wir öffnen um sechs Uhr abends.",
    ]
    for number in range(1, len(added) + 1):
        practice.refresh_from_db()
        practice.transfer_tips = f"<p>{' '.join(added[:number])}</p>"
        practice.save_revision().publish()
        assert practice.recommendations.filter(state=State.PENDING).exists() == (number == len(added)), number


def test_a_municipalitys_practice_is_asked_of_its_own_association() -> None:
    place = Municipality.objects.create(district_id=ALZEY, name="Wörrstadt")
    Association.objects.get(slug="gemeinde-und-staedtebund").municipalities.add(place)
    practice = PracticeFactory(parent=district_page(ALZEY), municipality=place, title="Patenschaften im Dorf")

    assert [row.association.slug for row in practice.recommendations.all()] == ["gemeinde-und-staedtebund"]
    assert "Patenschaften im Dorf" in as_(editor("gemeinde-und-staedtebund")).get(QUEUE).content.decode()
    assert "Patenschaften im Dorf" not in as_(editor("landkreistag")).get(QUEUE).content.decode()

    practice.municipality = None
    practice.save_revision().publish()
    assert [row.association.slug for row in practice.recommendations.all()] == ["landkreistag"]


def test_the_form_offers_the_own_districts_municipalities_only() -> None:
    Municipality.objects.create(district_id=ALZEY, name="Wörrstadt")
    Municipality.objects.create(district_id=MAINZ, name="Anderswo")
    client = as_(person(Role.Kind.MANAGER, ags=ALZEY))

    form = client.get(f"/verwaltung/pages/add/bestpractice/practicepage/{district_page(ALZEY).pk}/").content.decode()

    assert "Wörrstadt" in form
    assert "Anderswo" not in form
