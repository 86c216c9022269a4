"""What left a district comes back: into an empty one as it was, into the same one without a change."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model

from directory.exchange.export import ENDINGS, FORMATS, exported, organisations_of
from directory.exchange.records import Directory, OfferRecord, OrganisationRecord
from directory.exchange.snapshot import snapshot
from directory.models import Contact, Location, Offer, Organisation, Schedule, Source
from regions.models import District
from tests.factories import MAINZ, TRIER, DistrictFactory, LocationFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Language, TargetGroup, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("form", FORMATS)]
MODELS: tuple[type[Model], ...] = (Organisation, Location, Contact, Offer, Schedule)


@pytest.fixture
def mainz() -> District:
    """With an organisation that fills every field, one that fills few, and one of the neighbours'."""
    mainz, trier = DistrictFactory(ags=MAINZ), DistrictFactory(ags=TRIER)
    languages = [Language.objects.create(code=code, name=code, own_name=code) for code in ("ar", "de")]
    topics = [Topic.objects.create(slug=slug, name=slug.title()) for slug in ("arbeit", "wohnen")]
    groups = [TargetGroup.objects.create(slug=slug, name=slug.title()) for slug in ("familien", "frauen")]

    rich = OrganisationFactory(
        home_district=mainz, name="=Haus „Übergang“; e. V.", kind="club", description="Erstens\nzweitens\n\n- drittens",
        email="haus@example.org", phone="+49 6131 000-0", website="https://haus.example.org/", is_landwide=True,
        opening_hours="Mo–Do 9–12 Uhr; n. V.", upkeep_email="pflege@example.org", checked_on=dt.date(2026, 1, 2),
    )  # fmt: skip
    rich.topics.set(topics)
    rich.languages.set(languages)
    rich.districts_served.set([trier])
    house = LocationFactory(
        organisation=rich, name="Haupthaus", sort_order=0, latitude=49.99876, longitude=8.27, is_accessible=True,
        accessibility="Rampe am Hof", directions="Linie 6, Markt", opening_hours="Mo 9–12", postcode="01067",
    )  # fmt: skip
    LocationFactory(
        organisation=rich, sort_order=1, name="Schutzraum", street="Verborgen 7", latitude=50.0, longitude=8.0,
        hide_address=True, directions="durch den Hof",
    )  # fmt: skip
    LocationFactory(organisation=rich, sort_order=2, name="", street="Nebenweg 2")
    Contact.objects.create(organisation=rich, function="Anmeldung", phone="-1", sort_order=0)
    Contact.objects.create(organisation=rich, function="Sprachkurse", email="kurse@example.org", sort_order=1)

    course = OfferFactory(
        organisation=rich, title="Kurs B1", need="Ich brauche Deutsch", summary="In einem Satz.",
        description="Lang\nund", place="im Hof", times="Di und Do", by_appointment=True, cost="20 Euro",
        requirements="A2", papers="Ausweis", language_level="B1", needs_referral=True, is_accessible=True,
        accessibility="Aufzug", waiting_list="6 Wochen", contact="am Empfang", is_landwide=True,
        valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2099, 12, 31), funding_ends_on=dt.date(2098, 1, 1),
    )  # fmt: skip
    course.topics.set(topics[:1])
    course.languages.set(languages[1:])
    course.target_groups.set(groups)
    course.locations.set([house])
    Schedule.objects.create(
        offer=course, weekday=1, opens_at=dt.time(9), closes_at=dt.time(10, 30), note="ab 9 Jahren", sort_order=0
    )
    Schedule.objects.create(offer=course, date=dt.date(2026, 12, 24), sort_order=1)
    OfferFactory(organisation=rich, title="Kurs B1", is_free=True)  # the same title once more
    OfferFactory(organisation=OrganisationFactory(home_district=mainz, name="Büro", kind="other"), title="Treff")
    LocationFactory(organisation=OrganisationFactory(home_district=trier, name="Nachbarn"))
    return mainz


def write(folder: Path, form: str) -> Path:
    file = folder / f"verzeichnis.{ENDINGS[form]}"
    file.write_bytes(b"".join(exported(organisations_of(MAINZ), form)))
    return file


def bring(file: Path, **options: Any) -> str:
    said = io.StringIO()
    call_command("import_directory", str(file), district=MAINZ, stdout=said, **options)
    return said.getvalue()


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything, down to the columns that nobody sees."""
    found = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in MODELS}
    for entry, name in (
        (Organisation, "topics"), (Organisation, "languages"), (Organisation, "districts_served"), (Offer, "topics"),
        (Offer, "languages"), (Offer, "target_groups"), (Offer, "locations"),
    ):  # fmt: skip
        through = getattr(entry, name).through
        found[through.__name__] = [
            {key: value for key, value in row.items() if key != "id"} for row in through.objects.order_by("pk").values()
        ]
    return found


def by_source() -> Directory:
    """The district's records under the keys of the file from which they came."""
    keys = {
        str(uid): key
        for model in (Organisation, Location, Offer)
        for uid, key in model._default_manager.values_list("uid", "source_key")
    }
    now = snapshot(organisations_of(MAINZ))

    def organisation(record: OrganisationRecord) -> OrganisationRecord:
        places = tuple(replace(place, key=keys[place.key]) for place in record.locations)
        return replace(record, key=keys[record.key], locations=places)

    def offer(record: OfferRecord) -> OfferRecord:
        places = tuple(keys[place] for place in record.locations)
        return replace(record, key=keys[record.key], organisation=keys[record.organisation], locations=places)

    return Directory(tuple(map(organisation, now.organisations)), tuple(map(offer, now.offers)))


@pytest.mark.every_database
def test_into_an_empty_district_it_comes_as_it_was(mainz: District, tmp_path: Path, form: str) -> None:
    file = write(tmp_path, form)
    before = snapshot(organisations_of(MAINZ))
    Organisation.objects.filter(home_district=mainz).delete()

    said = bring(file)

    assert "5 neu, 0 geändert, 0 unverändert" in said
    assert "Hinweis" not in said
    assert by_source() == before


@pytest.mark.every_database
def test_into_the_same_district_it_changes_nothing(mainz: District, tmp_path: Path, form: str) -> None:
    file = write(tmp_path, form)
    before = rows()

    said = bring(file)

    assert "0 neu, 0 geändert, 5 unverändert" in said
    assert rows() == before
    assert Location.objects.get(name="Schutzraum").street == "Verborgen 7"


def test_what_came_back_comes_again_without_a_change(mainz: District, tmp_path: Path, form: str) -> None:
    file = write(tmp_path, form)
    Organisation.objects.filter(home_district=mainz).delete()
    bring(file)
    before = rows()
    assert "0 neu, 0 geändert, 5 unverändert" in bring(file)
    assert rows() == before


def unchanged(folder: Path, form: str) -> None:
    before = rows()
    assert "0 neu, 0 geändert" in bring(write(folder, form))
    assert rows() == before


def test_line_ends_of_forms_are_no_change(mainz: District, tmp_path: Path, form: str) -> None:
    Organisation.objects.filter(name="Büro").update(description="eins\r\nzwei")
    unchanged(tmp_path, form)


def test_two_contacts_for_the_same_change_nothing(mainz: District, tmp_path: Path, form: str) -> None:
    for phone in ("1", "2"):
        Contact.objects.create(organisation=Organisation.objects.get(name="Büro"), function="Beratung", phone=phone)
    unchanged(tmp_path, form)


def test_the_home_among_the_districts_served_is_no_change(mainz: District, tmp_path: Path, form: str) -> None:
    Organisation.objects.get(name="Büro").districts_served.add(mainz)
    unchanged(tmp_path, form)


def test_finer_coordinates_are_no_change(mainz: District, tmp_path: Path, form: str) -> None:
    Location.objects.filter(name="Haupthaus").update(latitude=49.998764321)
    unchanged(tmp_path, form)


def test_what_a_subscribed_source_keeps_does_not_come_twice(mainz: District, tmp_path: Path, form: str) -> None:
    source = Source.objects.create(district=mainz, name="Integreat", kind="integreat")
    Organisation.objects.filter(name="Büro").update(source=source, source_key="1")
    before = rows()
    assert "0 neu, 0 geändert" in bring(write(tmp_path, form))
    assert rows() == before


def test_two_contacts_for_the_same_come_as_two(mainz: District, tmp_path: Path, form: str) -> None:
    for phone in ("1", "2"):
        Contact.objects.create(organisation=Organisation.objects.get(name="Büro"), function="Beratung", phone=phone)
    file = write(tmp_path, form)
    before = snapshot(organisations_of(MAINZ))
    Organisation.objects.filter(home_district=mainz).delete()
    bring(file)
    assert by_source() == before
