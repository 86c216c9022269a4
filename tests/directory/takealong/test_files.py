"""Cards, dates, lists and the brochure: what they say, and what never leaves with them."""

import csv
import datetime as dt
import io

import pypdfium2
import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from pypdfium2 import raw
from pytest_django import DjangoAssertNumQueries

from directory.models import Contact, HolderName, Offer, Organisation, Post, Schedule
from directory.takealong.spreadsheet import FORMULA, harmless
from search import jobs
from tests.factories import MAINZ, TRIER, LocationFactory, OfferFactory, OrganisationFactory, portal
from vocabulary.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    portal(MAINZ, TRIER)
    made: Organisation = OrganisationFactory(
        name="Beratung; Treff, Mainz", home_district_id=MAINZ, phone="06131 0000", email="treff@example.org"
    )
    LocationFactory(
        organisation=made, street="Marktstraße 1", postcode="55116", place="Mainz", latitude=50.0, longitude=8.2
    )
    Contact.objects.create(organisation=made, function="Anmeldung", phone="06131 0001")
    return made


@pytest.fixture
def shelter() -> Organisation:
    portal(MAINZ, TRIER)
    made: Organisation = OrganisationFactory(name="Frauenhaus", home_district_id=MAINZ)
    location = LocationFactory(
        organisation=made, street="Geheimgasse 7", postcode="55129", place="Verstecktheim", hide_address=True,
        latitude=50.1234, longitude=8.4321, directions="Linie 77 bis Geheimplatz",
    )  # fmt: skip
    offer = OfferFactory(organisation=made, title="Zuflucht")
    offer.locations.add(location)
    Schedule.objects.create(offer=offer, weekday=0, opens_at=dt.time(9))
    return made


def settle() -> None:
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


def card_lines(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/vcard")
    return answer.content.decode().replace("\r\n ", "").splitlines()


def test_an_address_book_takes_an_organisation_with_its_places_and_contacts(
    client: Client, organisation: Organisation
) -> None:
    lines = card_lines(client, f"{organisation.get_absolute_url()}kontakt.vcf")

    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert r"FN:Beratung\; Treff\, Mainz" in lines
    assert "TEL;TYPE=work:06131 0001" in lines
    assert 'ADR;LABEL="Marktstraße 1, 55116 Mainz";TYPE=work:;;Marktstraße 1;Mainz;;55116;' in lines
    assert "GEO:geo:50.0,8.2" in lines


def test_the_card_of_a_post_holds_the_function_and_never_the_name(client: Client) -> None:
    portal(MAINZ)
    Post.objects.update(mailbox="post@example.org", status=Post.Status.FILLED)
    HolderName.objects.create(post=Post.objects.get(), name="Name der Person", basis="consent", basis_date="2026-01-01")

    lines = card_lines(client, "/kreise/mainz-stadt/ansprechstelle.vcf")

    assert "FN:Integrationsmanagement Stadt Mainz" in lines
    assert "EMAIL;TYPE=work:post@example.org" in lines
    assert "Name der Person" not in "\n".join(lines)


def events(client: Client, offer: Offer) -> list[dict[str, object]]:
    answer = client.get(f"{offer.get_absolute_url()}termine.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    return [dict(event) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


@time_machine.travel("2026-11-24 10:00+01:00", tick=False)
def test_a_weekly_time_repeats_from_the_first_to_the_last_day_of_the_offer(
    client: Client, organisation: Organisation
) -> None:
    offer = OfferFactory(
        organisation=organisation, valid_from=dt.date(2027, 1, 5), valid_until=dt.date(2027, 3, 31), place="Haus Mitte"
    )
    Schedule.objects.create(offer=offer, weekday=3, opens_at=dt.time(9), closes_at=dt.time(11, 30))
    Schedule.objects.create(offer=offer, date=dt.date(2027, 2, 1), note="Infotag")

    weekly, once = events(client, offer)

    assert weekly["DTSTART"].dt.isoformat() == "2027-01-07T09:00:00+01:00"  # type: ignore[attr-defined]
    assert weekly["DTEND"].dt.isoformat() == "2027-01-07T11:30:00+01:00"  # type: ignore[attr-defined]
    assert weekly["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270331T215959Z"  # type: ignore[attr-defined]
    assert once["DTSTART"].dt == dt.date(2027, 2, 1)  # type: ignore[attr-defined]
    assert "RRULE" not in once
    assert weekly["LOCATION"] == "Haus Mitte"


def test_an_offer_without_times_has_no_calendar_and_offers_none(client: Client, organisation: Organisation) -> None:
    offer = OfferFactory(organisation=organisation)

    assert client.get(f"{offer.get_absolute_url()}termine.ics").status_code == 404
    assert "termine.ics" not in client.get(offer.get_absolute_url()).content.decode()


def listed(client: Client, address: str) -> list[list[str]]:
    content = b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_list_leaves_as_it_is_narrowed(client: Client, organisation: Organisation) -> None:
    OfferFactory(organisation=organisation, title="Sprachtreff", is_free=True)
    OfferFactory(organisation=OrganisationFactory(home_district_id=TRIER), title="Nähkurs")
    settle()

    headings, *rows = listed(client, f"/angebote/liste.csv?district={MAINZ}")
    assert headings[:3] == ["Angebot", "In einem Satz", "Einrichtung"]
    assert [row[0] for row in rows] == ["Sprachtreff"]
    assert rows[0][headings.index("Kosten")] == "kostenfrei"
    assert {row[0] for row in listed(client, "/angebote/liste.csv")[1:]} == {"Sprachtreff", "Nähkurs"}
    sheet = load_workbook(io.BytesIO(client.get("/einrichtungen/liste.xlsx").content)).active
    assert sheet is not None
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} >= {"Beratung; Treff, Mainz"}


def test_no_cell_of_a_list_is_a_formula(client: Client, organisation: Organisation) -> None:
    OfferFactory(organisation=organisation, title='=HYPERLINK("https://example.org")')
    settle()

    assert listed(client, "/angebote/liste.csv")[1][0].startswith("'=")
    sheet = load_workbook(io.BytesIO(client.get("/angebote/liste.xlsx").content)).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"


@given(st.text(max_size=20))
def test_whatever_a_cell_holds_it_is_no_formula(text: str) -> None:
    assert not harmless(text).startswith(FORMULA)
    assert harmless(text).removeprefix("'") == text or text.startswith("'")


def test_a_list_asks_the_same_number_of_questions_for_few_and_for_many(
    client: Client, organisation: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(30):
        OfferFactory(organisation=organisation)
    settle()
    listed(client, "/angebote/liste.csv")

    with django_assert_max_num_queries(15):
        assert len(listed(client, "/angebote/liste.csv")) == 31


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_brochure_has_contents_page_numbers_and_tags(client: Client, organisation: Organisation) -> None:
    topic = Topic.objects.create(slug="sprache", name="Sprache und Dolmetschen")
    for number in range(30):
        OfferFactory(organisation=organisation, title=f"Kurs {number}").topics.add(topic)

    answer = client.get("/kreise/mainz-stadt/verzeichnis.pdf")

    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    contents = document[1].get_textpage().get_text_range()
    assert "Inhalt" in contents
    assert "Sprache und Dolmetschen" in contents
    assert raw.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_value("Title") == "Angebote und Einrichtungen: Stadt Mainz"
    last = len(document)
    assert str(last) in document[last - 1].get_textpage().get_text_range()
    assert [item.get_title() for item in document.get_toc()][-1] == "Einrichtungen A bis Z"


def test_the_brochure_leaves_out_what_is_over_and_names_what_nobody_confirmed(
    client: Client, organisation: Organisation
) -> None:
    today = dt.date.today()
    OfferFactory(organisation=organisation, title="Vorbei", valid_until=today - dt.timedelta(days=1))
    OfferFactory(organisation=organisation, title="Ungewiss", next_check_on=today - dt.timedelta(days=100))
    OfferFactory(organisation=OrganisationFactory(home_district_id=TRIER), title="Woanders")

    text = text_of(client.get("/kreise/mainz-stadt/verzeichnis.pdf").content)

    assert "Ungewiss" in text
    assert "nicht bestätigt seit" in text
    assert "Vorbei" not in text
    assert "Woanders" not in text


def test_the_brochure_asks_the_same_number_of_questions_for_few_and_for_many(
    client: Client, organisation: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(30):
        OfferFactory(organisation=organisation)
    with django_assert_max_num_queries(25):
        client.get("/kreise/mainz-stadt/verzeichnis.pdf")


def test_nothing_that_is_taken_along_holds_a_hidden_address(client: Client, shelter: Organisation) -> None:
    settle()
    offer = shelter.offers.get()
    files = {
        "card": client.get(f"{shelter.get_absolute_url()}kontakt.vcf").content.decode(),
        "dates": client.get(f"{offer.get_absolute_url()}termine.ics").content.decode(),
        "list": str(listed(client, "/angebote/liste.csv") + listed(client, "/einrichtungen/liste.csv")),
        "brochure": text_of(client.get("/kreise/mainz-stadt/verzeichnis.pdf").content),
        "pinboard": client.get(f"/merkliste/?e=organisation:{shelter.pk}&e=offer:{offer.pk}").content.decode(),
    }

    for name, content in files.items():
        assert "Frauenhaus" in content or "Zuflucht" in content, name
        for secret in ("Geheimgasse", "Verstecktheim", "55129", "50.12", "8.43", "Geheimplatz"):
            assert secret not in content, (name, secret)


@pytest.mark.parametrize("address", ["/kreise/gibt-es-nicht/verzeichnis.pdf", "/kreise/x/ansprechstelle.vcf"])
def test_a_district_that_there_is_not_has_no_files(client: Client, address: str) -> None:
    portal(MAINZ)
    assert client.get(address).status_code == 404
