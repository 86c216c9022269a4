"""What visitors send without an account: what is taken in, what is refused in words, and that nothing typed is lost."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Message, Post
from regions.models import Postcode
from tests.directory.visitors import ASK, refusal, send, stamp
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person, portal

SUGGEST = "/zuschriften/vorschlag/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)
    person("manager", ags=MAINZ)


def test_a_question_is_answered_with_the_private_page_on_which_the_answer_will_stand() -> None:
    answer = send(ASK)

    message = Message.objects.get()
    assert answer.headers["Location"] == f"/zuschriften/{message.token}/"
    page = Client().get(answer.headers["Location"])
    assert "Ihre Zuschrift ist angekommen." in page.content.decode()
    assert f"http://testserver/zuschriften/{message.token}/" in page.content.decode()
    assert "Wann ist geöffnet?" in page.content.decode()
    assert (message.kind, message.district_id, message.state) == ("question", MAINZ, "open")


@pytest.mark.parametrize("what", ["einrichtung", "angebot", "ansprechstelle"])
def test_an_error_can_be_reported_on_every_kind_of_entry(what: str) -> None:
    organisation = OrganisationFactory(home_district_id=ALZEY)
    entry = {
        "einrichtung": organisation,
        "angebot": OfferFactory(organisation=organisation, is_landwide=True),
        "ansprechstelle": Post.objects.get(district=ALZEY),
    }[what]

    send(f"/zuschriften/fehler/{what}/{entry.pk}/", what="times", text="Jetzt dienstags.")

    message = Message.objects.get()
    assert message.entry == entry
    assert message.district_id == ALZEY
    assert (message.what, message.title) == ("times", str(entry))


@pytest.mark.parametrize("what", ["einrichtung", "angebot", "ansprechstelle", "gemeinde"])
def test_what_does_not_exist_cannot_be_reported(what: str) -> None:
    for number in (4711, 10**30):
        assert Client().get(f"/zuschriften/fehler/{what}/{number}/").status_code == 404


def test_the_pages_lead_to_the_forms() -> None:
    offer = OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ))
    post = Post.objects.get(district=MAINZ)

    page = Client().get(offer.get_absolute_url()).content.decode()
    assert f"/zuschriften/fehler/angebot/{offer.pk}/" in page
    assert f"/zuschriften/frage/?district={MAINZ}" in page
    page = Client().get(offer.organisation.get_absolute_url()).content.decode()
    assert f"/zuschriften/fehler/einrichtung/{offer.organisation.pk}/" in page
    page = Client().get(f"/ansprechstelle/?ort={MAINZ}").content.decode()
    assert f"/zuschriften/fehler/ansprechstelle/{post.pk}/" in page
    page = Client().get("/kreise/mainz-stadt/").content.decode()
    assert f"/zuschriften/vorschlag/?district={MAINZ}" in page
    assert SUGGEST in Client().get("/angebote/").content.decode()
    assert SUGGEST in Client().get("/suche/?q=Quastenflosser").content.decode()


def test_a_suggestion_goes_to_the_district_of_its_place() -> None:
    Postcode.objects.create(postcode="55232", place="Alzey", district_id=ALZEY)

    send(SUGGEST, title="Nähkurs", offered_by="Frauencafé", reachable="im Laden", place="55232", text="Mittwochs")

    message = Message.objects.get()
    assert (message.district_id, message.title, message.offered_by) == (ALZEY, "Nähkurs", "Frauencafé")


def test_a_place_in_two_districts_asks_back_and_keeps_what_was_typed() -> None:
    for ags in (MAINZ, ALZEY):
        Postcode.objects.create(postcode="55276", place="Oppenheim", district_id=ags)

    page = refusal(send(SUGGEST, title="Nähkurs", place="55276", text="Mittwochs um drei"))
    assert "Der Ort liegt in mehreren Kreisen" in page
    assert page.count('type="radio"') == 2
    assert "Mittwochs um drei" in page

    send(SUGGEST, title="Nähkurs", place="55276", text="Mittwochs um drei", district=ALZEY)
    assert Message.objects.get().district_id == ALZEY


def test_an_unknown_place_is_said_in_words() -> None:
    assert "Diesen Ort kennen wir nicht" in refusal(send(SUGGEST, title="Nähkurs", place="Atlantis"))
    assert not Message.objects.exists()


def test_the_district_that_the_address_names_is_not_asked_for() -> None:
    assert 'name="place"' not in Client().get(ASK).content.decode()
    assert 'name="place"' in Client().get("/zuschriften/frage/?district=quatsch").content.decode()


REFUSED = {
    "faster than anybody writes": ({"age": 1}, "schneller, als man schreiben kann"),
    "a form from the day before yesterday": ({"age": 2 * 86400}, "stand lange offen"),
    "no stamp": ({"stamp": ""}, "kam unvollständig an"),
    "a forged stamp": ({"stamp": "abc:1uxyz:def"}, "kam unvollständig an"),
    "the field that nobody sees": ({"homepage": "https://example.org"}, "unsichtbares Feld"),
    "three links": ({"text": "Meine Frage www.a.example http://b.example www.c.example"}, "höchstens zwei Internet"),
    "a wrong mail address": ({"email": "keine Adresse"}, "eine gültige Mailadresse"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_message_says_why_and_loses_nothing(case: str) -> None:
    values, reason = REFUSED[case]
    values = {"text": "Meine Frage", "email": "ich@example.org", **values}
    if "age" in values:
        values["stamp"] = stamp(int(str(values.pop("age"))))

    page = refusal(send(ASK, **values))

    assert reason in page
    assert "Meine Frage" in page
    assert str(values["email"]) in page
    assert not Message.objects.exists()


@pytest.mark.parametrize("case", ["a form from the day before yesterday", "no stamp", "the field that nobody sees"])
def test_sending_a_refused_form_once_more_is_enough(case: str) -> None:
    values, _reason = REFUSED[case]
    values = dict(values)
    if "age" in values:
        values["stamp"] = stamp(int(str(values.pop("age"))))
    page = refusal(send(ASK, **values))

    now = page.split('name="stamp" value="')[1].split('"')[0]
    assert "value" not in page.split('name="homepage"')[1].split(">")[0]
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=10)):
        assert send(ASK, stamp=now, text="Meine Frage").status_code == 302


def test_an_impatient_second_click_is_no_second_message() -> None:
    same = stamp()
    first, second = (send(ASK, stamp=same) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Message.objects.count() == 1


def test_another_text_from_the_same_form_is_a_message_of_its_own() -> None:
    same = stamp()
    send(ASK, stamp=same)
    send(ASK, stamp=same, text="Und samstags?")

    assert Message.objects.count() == 2


def test_no_page_for_visitors_sets_a_cookie() -> None:
    client = Client()
    offer = OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ))
    for address in (ASK, SUGGEST, f"/zuschriften/fehler/angebot/{offer.pk}/"):
        client.get(address)
        send(address, client, what="gone", title="x", place=MAINZ)
    client.get(Message.objects.first().get_absolute_url())  # type: ignore[union-attr]  # was just sent

    assert not client.cookies


def test_what_nobody_can_see_is_taken_out_of_a_text() -> None:
    send(ASK, text="Be\u202eratung\x00 am \u200fמרכז\u200e \x07Platz")

    assert Message.objects.get().text == "Beratung am \u200fמרכז\u200e Platz"


def test_only_who_knows_the_address_sees_the_message() -> None:
    send(ASK)
    token = Message.objects.get().token

    for guess in (token[:-1], token.swapcase(), "frage2", "\x00", "ä"):
        answer = Client().get(f"/zuschriften/{guess}/")
        assert answer.status_code == 404
        assert "Wann ist geöffnet?" not in answer.content.decode()
    page = Client().get(f"/zuschriften/{token}/")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert "noindex" in page.content.decode()


def test_the_writer_can_delete_the_message_but_opening_the_page_does_not() -> None:
    address = send(ASK).headers["Location"]
    Client().get(address)
    assert Message.objects.exists()

    assert "Ihre Zuschrift ist gelöscht." in Client().post(address).content.decode()
    assert not Message.objects.exists()
    assert Client().get(address).status_code == 404


ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["\x00", "\u202e\u2066", "a" * 100_000, "\u0301" * 500, "<script>", "{{ 7 }}", "%00", "🏳️‍🌈" * 50, "07315", "٣٤"]
)
FIELDS = ("stamp", "homepage", "text", "email", "title", "offered_by", "reachable", "place", "district", "what")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([ASK, SUGGEST, "/zuschriften/frage/"]), st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_whatever_is_sent_is_taken_in_or_answered_in_words(address: str, values: dict[str, str]) -> None:
    for valid in ({}, {"stamp": stamp(), "homepage": "", "text": values.get("text", "x"), "place": MAINZ}):
        answer = Client(REMOTE_ADDR="192.0.2.1").post(address, {**values, **valid})
        assert answer.status_code in (302, 200, 429)
        if answer.status_code != 302:
            refusal(answer)


def test_more_than_the_portal_reads_is_refused_in_words() -> None:
    answer = send(ASK, text="a" * 3_000_000)

    assert answer.status_code == 400
    assert "Das konnten wir nicht lesen" in answer.content.decode()
