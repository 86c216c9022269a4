"""Whom a message reaches, what the calendar does with it, and what leaves by mail."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import personal_data
from accounts.models import Notice, Role
from core.models import OutgoingMail
from core.work import registry
from directory.messages import delivery, jobs
from directory.messages.queries import messages_for
from directory.models import Message, MessageStep, Post
from directory.models.message import KEEP
from directory.posts.handover import Passing, what_passes
from regions.models import Association
from tests.factories import ALZEY, MAINZ, TRIER, MessageFactory, person, portal

TEXT = "Bei der Beratung ist immer zu."


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


def received(**values: object) -> Message:
    message = MessageFactory.build(district_id=MAINZ, text=TEXT, **values)
    return delivery.receive(message, "192.0.2.1")


def mailed() -> set[str]:
    return set(OutgoingMail.objects.values_list("to", flat=True))


def test_the_manager_and_the_deputy_of_today_are_told_by_notice_and_mail() -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=yesterday, valid_until=yesterday)
    person(Role.Kind.MANAGER, ags=ALZEY)
    person(Role.Kind.OPERATOR)

    message = received()

    assert mailed() == {manager.email, deputy.email}
    assert {notice.user for notice in Notice.objects.all()} == {manager, deputy}
    assert f"/verwaltung/zuschriften/{message.pk}/" in OutgoingMail.objects.first().body  # type: ignore[union-attr]
    assert message.told_at


def test_without_anybody_in_the_district_the_posts_mailbox_is_told() -> None:
    person(Role.Kind.OPERATOR)
    Post.objects.filter(district=MAINZ).update(mailbox="integration@example.org")

    received()

    assert mailed() == {"integration@example.org"}


def test_without_a_mailbox_the_associations_editors_and_the_operator_are_told() -> None:
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    other = person(Role.Kind.EDITOR, association="landkreistag")
    operator = person(Role.Kind.OPERATOR)
    assert Association.objects.get(slug="staedtetag").districts.filter(ags=MAINZ).exists()

    received()

    assert mailed() == {editor.email, operator.email}
    assert other.email not in mailed()


def test_with_nobody_at_all_it_waits_until_there_is_somebody() -> None:
    message = received()
    assert message.told_at is None
    assert jobs.remind_districts() == 0

    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    assert jobs.remind_districts() == 1

    assert mailed() == {manager.email}
    assert jobs.remind_districts() == 0


@pytest.mark.parametrize("who", ["manager", "mailbox", "operator"])
def test_what_a_visitor_wrote_does_not_leave_by_a_notice_that_outlives_it(who: str) -> None:
    if who == "manager":
        person(Role.Kind.MANAGER, ags=MAINZ)
    elif who == "mailbox":
        Post.objects.filter(district=MAINZ).update(mailbox="integration@example.org")
    else:
        person(Role.Kind.OPERATOR)

    received(email="besuch@example.org", title="Vertrauliches")

    told = str([*OutgoingMail.objects.values(), *Notice.objects.values()])
    assert TEXT not in told
    assert "besuch@example.org" not in told
    assert "Vertrauliches" not in told


def test_nothing_is_mailed_to_the_address_a_visitor_typed_before_somebody_answers() -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    message = received(email="besuch@example.org")
    jobs.remind_districts()
    assert "besuch@example.org" not in mailed()

    delivery.answer(message, "Dienstags ist offen.", by="Integrationsmanagement Stadt Mainz")

    mail = OutgoingMail.objects.get(to="besuch@example.org")
    assert "Dienstags ist offen." in mail.body
    assert TEXT not in mail.body
    assert message.token not in mail.body


@pytest.mark.parametrize("deed", ["answer", "close", "pass on", "delete"])
def test_the_notices_go_when_nothing_is_left_to_do(deed: str) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    there = person(Role.Kind.MANAGER, ags=ALZEY)
    message = received()
    assert Notice.objects.count() == 1

    match deed:
        case "answer":
            delivery.answer(message, "Dienstags.", by="Stelle")
        case "close":
            delivery.close(message, by="Stelle")
        case "pass on":
            delivery.pass_on(message, Post.objects.get(district=ALZEY).district, by="Stelle")
        case "delete":
            delivery.delete(message)

    assert [notice.user for notice in Notice.objects.all()] == ([there] if deed == "pass on" else [])


def test_without_an_address_an_answer_is_not_mailed() -> None:
    message = MessageFactory(district_id=MAINZ)
    delivery.answer(message, "Dienstags ist offen.", by="Stelle")

    assert not OutgoingMail.objects.exists()


def test_the_district_is_reminded_once_after_a_week() -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    message = received()
    assert jobs.remind_districts() == 0

    with time_machine.travel(timezone.now() + dt.timedelta(days=7, hours=1)):
        assert jobs.remind_districts() == 1
        assert jobs.remind_districts() == 0

    assert OutgoingMail.objects.filter(to=manager.email).count() == 2
    assert [step.kind for step in message.steps.all()] == ["received", "reminded"]


def test_what_is_closed_is_deleted_after_ninety_days_with_everything_about_it() -> None:
    closed, waiting = MessageFactory(district_id=MAINZ), MessageFactory(district_id=MAINZ)
    closed.give_answer("Ja.", by="Stelle")

    with time_machine.travel(timezone.now() + KEEP - dt.timedelta(hours=1)):
        assert jobs.forget_closed() == 0
    with time_machine.travel(timezone.now() + KEEP + dt.timedelta(hours=1)):
        assert jobs.forget_closed() == 1
        assert jobs.forget_closed() == 0

    assert list(Message.objects.all()) == [waiting]
    assert not MessageStep.objects.filter(message_id=closed.pk).exists()


def test_the_jobs_are_done_daily() -> None:
    assert {"forget messages", "forget senders", "remind of messages"} <= {job.name for job in registry.daily}


def test_a_message_that_is_passed_on_begins_to_wait_anew_and_reaches_the_other_district() -> None:
    portal(MAINZ, ALZEY, TRIER)
    person(Role.Kind.MANAGER, ags=MAINZ)
    there = person(Role.Kind.MANAGER, ags=TRIER)
    message = received()
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        jobs.remind_districts()
        message.refresh_from_db()
        delivery.pass_on(message, Post.objects.get(district=TRIER).district, by="Integrationsmanagement Stadt Mainz")
        assert jobs.remind_districts() == 0

    assert there.email in mailed()
    assert message.district_id == TRIER


@pytest.mark.parametrize("deed", ["give_answer", "close", "pass_on"])
def test_what_is_closed_stays_closed(deed: str) -> None:
    message = MessageFactory(district_id=MAINZ)
    message.close(by="Stelle")

    with pytest.raises(ValueError, match="schon erledigt"):
        {
            "give_answer": lambda: message.give_answer("Doch.", by="Stelle"),
            "close": lambda: message.close(by="Stelle"),
            "pass_on": lambda: message.pass_on(Post.objects.get(district=ALZEY).district, by="Stelle"),
        }[deed]()


def mailed_link() -> str:
    """The path in the last mail to a mailbox."""
    mail = OutgoingMail.objects.latest("pk")
    return mail.body.split("http://localhost:8000")[1].split()[0]


@pytest.fixture
def by_mailbox() -> Message:
    """A message for a post whose mailbox is read, though nobody has an account."""
    Post.objects.filter(district=MAINZ).update(mailbox="integration@example.org")
    return received(email="besuch@example.org")


@pytest.mark.every_database
def test_the_mailbox_answers_by_its_link_without_an_account(by_mailbox: Message) -> None:
    link, client = mailed_link(), Client()
    page = client.get(link).content.decode()
    assert TEXT in page
    by_mailbox.refresh_from_db()
    assert by_mailbox.is_open, "a scanner that opens every link answers nothing"

    assert "Antwort senden" in client.post(link, {"text": "  "}).content.decode()
    page = client.post(link, {"text": "Dienstags ist offen."}).content.decode()

    assert "Schon erledigt" in page
    by_mailbox.refresh_from_db()
    assert by_mailbox.answer == "Dienstags ist offen."
    assert OutgoingMail.objects.filter(to="besuch@example.org").count() == 1
    page = client.post(link, {"text": "Noch einmal."}).content.decode()
    assert "Postfach der Ansprechstelle Stadt Mainz" in page
    assert OutgoingMail.objects.filter(to="besuch@example.org").count() == 1
    assert not client.cookies


def test_the_mailbox_can_close_without_an_answer(by_mailbox: Message) -> None:
    Client().post(mailed_link(), {"close": "1"})

    by_mailbox.refresh_from_db()
    assert by_mailbox.state == "closed"


@pytest.mark.parametrize("change", ["passed on", "another mailbox", "deleted", "too old", "forged"])
def test_the_mailboxs_link_ends(by_mailbox: Message, change: str) -> None:
    link, later = mailed_link(), dt.timedelta()
    match change:
        case "passed on":
            by_mailbox.pass_on(Post.objects.get(district=ALZEY).district, by="Betrieb des Portals")
        case "another mailbox":
            Post.objects.filter(district=MAINZ).update(mailbox="neu@example.org")
        case "deleted":
            by_mailbox.delete()
        case "too old":
            later = dt.timedelta(days=31)
        case "forged":
            link = link[:-3] + "a/"
    with time_machine.travel(timezone.now() + later):
        answer = Client().post(link, {"text": "Dienstags."})

    assert answer.status_code == 404
    assert TEXT not in answer.content.decode()
    assert not Message.objects.exclude(answer="").exists()


def test_whoever_asks_what_is_stored_is_told_of_the_own_messages_and_can_have_them_erased() -> None:
    received(email="Besuch@example.org")
    other = received(email="andere@example.org", submission="x")

    told = personal_data.export(personal_data.subject("besuch@example.org"))
    assert [row["text"] for row in told["letters"]] == [TEXT]

    personal_data.erase(personal_data.subject("besuch@example.org"))
    assert list(Message.objects.all()) == [other]


def test_messages_belong_to_the_district_and_pass_on_by_themselves() -> None:
    """A successor sees what came to the predecessor, without any step of the handover."""
    yesterday, today = timezone.localdate() - dt.timedelta(days=1), timezone.localdate()
    before = person(Role.Kind.MANAGER, ags=MAINZ, valid_until=yesterday)
    after = person(Role.Kind.MANAGER, ags=MAINZ, valid_from=today)
    message = MessageFactory(district_id=MAINZ)

    assert list(messages_for(after)) == [message]
    assert list(messages_for(before)) == []
    post = Post.objects.get(district=MAINZ)
    passing = Passing(post=post, predecessor=before, successor=after, first_day=today)
    assert any(count == 1 for _name, count in what_passes(passing))
