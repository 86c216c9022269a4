"""An import taken back leaves the directory as it was, but for what somebody has changed since."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from directory.exchange.images import images_of
from directory.exchange.running import turn
from directory.models import Contact, ImportRun, Offer, Organisation, Schedule
from search.models import Mark
from tests.directory.exchange.test_import import bring
from tests.factories import MAINZ, DistrictFactory, LocationFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Language, Topic

LIST = """Schlüssel;Einrichtung;Angebot;Straße;PLZ;Ort;Telefon;Sprachen;Wann
a;Beratung Nord;;Marktstr. 10;55118;Mainz;06131 1;Deutsch;
b;Haus Süd;Sprechstunde;Weg 2;55116;Mainz;;Türkisch;montags
"""

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def mainz(db: None) -> Any:
    Language.objects.create(code="de", name="Deutsch", own_name="Deutsch")
    Language.objects.create(code="tr", name="Türkisch", own_name="Türkçe")
    return DistrictFactory(ags=MAINZ)


def everything() -> Any:
    """All that can be read, with the rows' own names."""
    images = [images_of(model.objects.all()) for model in (Organisation, Offer)]
    return images, list(Organisation.objects.order_by("pk").values_list("uid", "source", "source_key"))


def take_back() -> ImportRun:
    run = ImportRun.objects.first()
    assert run is not None
    run.ask(ImportRun.State.TAKING_BACK)
    assert turn() == 1
    run.refresh_from_db()
    return run


def rich(mainz: Any) -> Organisation:
    """Kept by hand, with everything an entry can have."""
    here: Organisation = OrganisationFactory(name="Alt", home_district=mainz, phone="06131 9", description="Wir.")
    here.topics.add(Topic.objects.create(name="Arbeit", slug="arbeit"))
    place = LocationFactory(organisation=here, street="Hinterhof 3", postcode="55118", place="Mainz", hide_address=True)
    Contact.objects.create(organisation=here, function="Anmeldung", phone="06131 5")
    offer = OfferFactory(organisation=here, title="Altes", by_appointment=True)
    offer.locations.add(place)
    Schedule.objects.create(offer=offer, weekday=2, opens_at="09:00", closes_at="10:30", note="nicht in den Ferien")
    return here


def test_new_entries_go_and_changed_ones_are_as_before(mainz: Any, tmp_path: Path) -> None:
    here = rich(mainz)
    bring(
        tmp_path,
        f"Schlüssel;Einrichtung;Telefon;Sprachen\n{here.uid};Alt;06131 7;Türkisch\n",
    )
    take_back()
    before = everything()
    bring(tmp_path, LIST + f"{here.uid};Neu;;Neuweg 1;55116;Mainz;06131 7;Deutsch;\n")
    assert everything() != before
    here.refresh_from_db()
    assert (here.name, here.phone) == ("Neu", "06131 7")

    run = take_back()

    assert run.state == "taken_back"
    assert everything() == before
    assert not run.changes.exists()
    here.refresh_from_db()
    assert Mark.objects.get(key=f"directory.organisation:{here.pk}").version > 1


def test_taking_back_twice_changes_nothing_more(mainz: Any, tmp_path: Path) -> None:
    rich(mainz)
    before = everything()
    bring(tmp_path, LIST)
    take_back()
    take_back()
    assert everything() == before


def test_what_was_edited_since_stays_and_is_told(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    bring(tmp_path, LIST.replace("06131 1", "06131 2").replace("Beratung Nord", "Beratung Nordost"))
    Organisation.objects.filter(name="Beratung Nordost").update(phone="06131 3")

    run = take_back()

    north = Organisation.objects.get(name="Beratung Nord")
    assert north.phone == "06131 3"
    assert [change.kept for change in run.changes.all()] == ["Seit dem Import geändert und so geblieben: Telefon."]


@pytest.mark.parametrize("since", ["edited", "checked", "offer"])
def test_a_new_entry_that_somebody_has_worked_on_stays(mainz: Any, tmp_path: Path, since: str) -> None:
    bring(tmp_path, LIST)
    north = Organisation.objects.get(name="Beratung Nord")
    if since == "edited":
        Organisation.objects.filter(pk=north.pk).update(description="Von Hand.")
    elif since == "checked":
        Organisation.objects.filter(pk=north.pk).update(checked_on=timezone.localdate())
    else:
        OfferFactory(organisation=north)

    run = take_back()

    assert [organisation.name for organisation in Organisation.objects.all()] == ["Beratung Nord"]
    assert [change.title for change in run.changes.all()] == ["Beratung Nord"]
    assert run.changes.get().kept.endswith("der Eintrag bleibt.")


def test_an_entry_deleted_since_is_no_mistake(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    Organisation.objects.filter(name="Beratung Nord").delete()
    take_back()
    assert not Organisation.objects.exists()


def test_the_search_forgets_what_went_and_signals_are_heard_afterwards(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    keys = [f"directory.organisation:{row.pk}" for row in Organisation.objects.all()]
    keys += [f"directory.offer:{row.pk}" for row in Offer.objects.all()]
    before = {key: Mark.objects.get(key=key).version for key in keys}
    take_back()
    assert [key for key in keys if Mark.objects.get(key=key).version == before[key]] == []

    offer = OfferFactory(organisation=OrganisationFactory(home_district=mainz))
    key, stamp = f"directory.offer:{offer.pk}", offer.organisation.changed_at
    version = Mark.objects.get(key=key).version
    offer.delete()
    assert Mark.objects.get(key=key).version > version
    assert Organisation.objects.get().changed_at > stamp


def test_an_organisation_that_lost_an_offer_says_that_it_changed(mainz: Any, tmp_path: Path) -> None:
    here = rich(mainz)
    bring(tmp_path, f"Schlüssel;Einrichtung;Angebot\n;{here.name};Neues\n")
    double = ImportRun.objects.get().changes.exclude(same_as=None).get()
    take_back()
    source = ImportRun.objects.get().source
    source.same = {double.key: str(here.uid)}
    source.save()
    bring(tmp_path, f"Schlüssel;Einrichtung;Angebot\n;{here.name};Neues\n")
    stamp = Organisation.objects.get().changed_at
    take_back()
    assert [offer.title for offer in here.offers.all()] == ["Altes"]
    assert Organisation.objects.get().changed_at > stamp
