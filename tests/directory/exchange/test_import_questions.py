"""What an import asks and shows before it acts: doubles, what is gone, what changed meanwhile, what is secret."""

import pytest
from django.test import Client

from directory.models import ImportChange, Offer, Organisation, Source
from regions.models import District
from tests.directory.exchange.giving import FILE, act, give, page, previewed
from tests.factories import MAINZ, TRIER, LocationFactory, OfferFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_possible_double_is_asked_about_and_the_answer_is_remembered(client: Client) -> None:
    here = OrganisationFactory(name="Stadtbücherei", home_district_id=MAINZ, phone="06131 1000")
    other = OrganisationFactory(name="Verein Am Platz e. V.", home_district_id=MAINZ)
    LocationFactory(organisation=other, street="Am Platz 2", postcode="55116", place="Mainz")

    run = previewed(client)
    doubles = {change.title: change for change in run.changes.exclude(same_as=None)}
    assert {title: change.why_same for title, change in doubles.items()} == {
        "Bücherei Nord": "gleiche Telefonnummer", "Haus Süd": "gleiche Adresse",
    }  # fmt: skip
    assert "„Bücherei Nord“ in der Datei und „Stadtbücherei“ im Verzeichnis" in page(client, run)

    answers = {f"same-{doubles['Bücherei Nord'].pk}": "yes", f"same-{doubles['Haus Süd'].pk}": "no"}
    run = act(client, run, "decide", **answers)
    assert (run.counts["suggested"], run.counts["new"], run.counts["changed"]) == (0, 2, 1)
    act(client, run, "run")

    here.refresh_from_db()
    assert here.name == "Bücherei Nord"
    assert [offer.title for offer in here.offers.all()] == ["Vorlesen"]
    assert Organisation.objects.count() == 3
    assert previewed(client).counts["unchanged"] == 3


@pytest.mark.parametrize(
    "name",
    ["Deutsch-Hilfe Mainz gGmbH", "Deutschhilfeverein Mainz e. V.", "Verein Deutschhilfe Mainz"],
)
def test_the_same_name_in_other_words_is_suggested(client: Client, name: str) -> None:
    here = OrganisationFactory(name="Deutschhilfe Mainz e.V.", home_district_id=MAINZ)
    LocationFactory(organisation=here, street="Weg 1", postcode="55118", place="Mainz")

    run = previewed(client, FILE.replace("Bücherei Nord", name))

    assert [change.same_title for change in run.changes.exclude(same_as=None)] == [here.name]


def test_what_changed_since_the_preview_is_shown_before_anything_happens(client: Client) -> None:
    run = previewed(client)
    OrganisationFactory(name="Neu dazwischen", home_district_id=MAINZ)
    assert act(client, run, "run").state == "done"  # it has nothing to do with the list

    run = previewed(client, FILE.replace("06131 2000", "06131 3000"))
    Organisation.objects.filter(name="Haus Süd").update(phone="06131 4000")
    run = act(client, run, "run")
    assert run.state == "planned"
    assert "Seit der Vorschau hat sich etwas geändert" in page(client, run)
    assert "06131 4000" in page(client, run)
    act(client, run, "run")
    assert Organisation.objects.get(name="Haus Süd").phone == "06131 3000"


@pytest.mark.every_database
def test_what_is_not_in_the_file_any_more_can_be_ended(client: Client) -> None:
    act(client, previewed(client), "run")
    run = previewed(client, FILE.replace("Bücherei Nord;Vorlesen", "Bücherei Nord;Basteln"))
    gone = run.changes.get(kind=ImportChange.Kind.GONE)
    assert gone.title == "Vorlesen"
    assert "„Vorlesen“ beenden" in page(client, run)

    run = act(client, run, "decide", end=str(gone.uid))
    run = act(client, run, "run")
    assert Offer.objects.get(title="Vorlesen").is_over()
    assert not Offer.objects.get(title="Basteln").is_over()

    act(client, run, "take_back")
    assert [offer.title for offer in Offer.objects.all()] == ["Vorlesen"]
    assert Offer.objects.get().valid_until is None


def test_a_file_that_names_a_hidden_street_betrays_nothing(client: Client) -> None:
    here = OrganisationFactory(name="Haus Süd", home_district_id=MAINZ, description="Schutz.")
    LocationFactory(organisation=here, street="Geheime Gasse 7", postcode="55116", place="Mainz", hide_address=True)
    content = (
        "Einrichtung;Angebot;Beschreibung;Wann\r\n"
        "Haus Süd;;Sie finden uns: Geheime Gasse 7;\r\n"
        "Haus Süd;Beratung;;mittwochs, Geheime Gasse 7\r\n"
    )
    run = give(client, content)
    sent = {f"column-{place}": name for place, name in enumerate(["name", "title", "description", "times"])}
    run = act(client, run, "map", **sent)
    double = run.changes.exclude(same_as=None).get()
    run = act(client, run, "decide", **{f"same-{double.pk}": "yes"})
    assert "nennt die Straße einer Adresse, die nicht veröffentlicht wird" in page(client, run)
    act(client, run, "run")
    here.refresh_from_db()
    assert here.description == "Schutz."
    assert Offer.objects.get().times == ""


def test_an_import_sees_and_changes_nothing_of_another_district(client: Client) -> None:
    foreign = OrganisationFactory(name="Bücherei Nord", home_district=District.objects.get(ags=TRIER))
    OfferFactory(organisation=foreign, title="Vorlesen")
    run = previewed(client)
    assert run.counts["suggested"] == 0
    act(client, run, "run")
    foreign.refresh_from_db()
    assert foreign.phone == ""
    assert foreign.offers.count() == 1


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [("valid_until", "irgendwann", "2027-06-30"), ("email", "kaputt@", "alt@example.org")],
)
def test_a_cell_that_cannot_be_used_erases_nothing(client: Client, column: str, cell: str, kept: str) -> None:
    content = "Schlüssel;Einrichtung;Angebot;Gültig bis;E-Mail\r\na;Haus;Kurs;30.6.2027;alt@example.org\r\n"
    sent = {f"column-{place}": name for place, name in enumerate(["key", "name", "title", "valid_until", "email"])}
    act(client, act(client, give(client, content), "map", **sent), "run")
    assert Offer.objects.get().valid_until is not None

    place = ["key", "name", "title", "valid_until", "email"].index(column)
    old = "30.6.2027" if column == "valid_until" else "alt@example.org"
    run = act(client, give(client, content.replace(old, cell)), "map", **sent, **{f"erase-{place}": "on"})
    assert run.counts["changed"] == 0
    assert cell in page(client, run)
    assert str(Offer.objects.get().valid_until) == "2027-06-30"
    assert kept in (str(Offer.objects.get().valid_until), Organisation.objects.get().email)


def test_the_same_one_that_a_subscribed_source_keeps_stays_as_it_is_there(client: Client) -> None:
    source = Source.objects.create(district_id=MAINZ, name="Gelbe Liste", kind="csv", address="https://example.org/")
    here = OrganisationFactory(
        name="Stadtbücherei", home_district_id=MAINZ, phone="06131 1000", source=source, source_key="7"
    )
    run = previewed(client)
    double = run.changes.exclude(same_as=None).get()
    run = act(client, run, "decide", **{f"same-{double.pk}": "yes"})
    assert "wird in „Gelbe Liste“ gepflegt und bleibt" in page(client, run)
    act(client, run, "run")
    here.refresh_from_db()
    assert here.name == "Stadtbücherei"
    assert [offer.title for offer in here.offers.all()] == ["Vorlesen"]


def test_two_rows_that_are_the_same_one_become_it_with_the_offers_of_both(client: Client) -> None:
    here = OrganisationFactory(name="Bücherei", home_district_id=MAINZ, phone="06131 1000", email="haus@example.org")
    content = FILE.replace("06131 2000", "06131 1000").replace("Haus Süd;;", "Haus Süd;Basteln;")
    run = previewed(client, content)
    doubles = run.changes.exclude(same_as=None)
    assert {change.same_as for change in doubles} == {here.uid}

    run = act(client, run, "decide", **{f"same-{change.pk}": "yes" for change in doubles})
    assert "derselbe Eintrag wie in Zeile 2" in page(client, run)
    run = act(client, run, "run")

    assert run.state == "done"
    here.refresh_from_db()
    assert (here.name, Organisation.objects.count()) == ("Bücherei Nord", 1)
    assert sorted(offer.title for offer in here.offers.all()) == ["Basteln", "Vorlesen"]
    act(client, run, "take_back")
    here.refresh_from_db()
    assert (here.name, here.offers.count()) == ("Bücherei", 0)
