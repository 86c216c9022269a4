"""Who may bring a list into a district, look at it, carry it out and take it back: each line tried over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.exchange.running import turn
from directory.models import ImportRun, Organisation, Source
from tests.factories import MAINZ, TRIER
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE
from tests.rights.test_rights_table import somebody

CONTENT = "Einrichtung;Telefon\nGeheimer Import;06131 1\n"


def given(ags: str, state: str = "given") -> ImportRun:
    source, _made = Source.objects.get_or_create(district_id=ags, name="Geheime Liste")
    return ImportRun.objects.create(
        district_id=ags, source=source, file_name="geheim.csv", state=state, content=CONTENT.encode()
    )


def planned(ags: str) -> ImportRun:
    run = given(ags)
    run.ask(ImportRun.State.PLANNING)
    turn()
    run.refresh_from_db()
    return run


@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds_for_giving_a_file(world: World, role: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        sent = {"district": ags, "file": SimpleUploadedFile("liste.csv", CONTENT.encode()), "name": ""}
        signed_in(somebody(role)).post("/verwaltung/aufnehmen/", sent)
        assert ImportRun.objects.filter(district=ags).exists() == TABLE[role][whose], whose


@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds_for_seeing_an_import(world: World, role: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        client = signed_in(somebody(role))
        for run in (given(ags), planned(ags)):
            shown = client.get(f"/verwaltung/aufnehmen/{run.pk}/").content.decode()
            assert ("Geheime Liste" in shown) == TABLE[role][whose], (whose, run.state)
        listed = f"/aufnehmen/{run.pk}/" in client.get("/verwaltung/aufnehmen/").content.decode()
        assert listed == TABLE[role][whose], whose
        ImportRun.objects.all().delete()


@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds_for_mapping_and_discarding(world: World, role: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        client, run = signed_in(somebody(role)), given(ags)
        client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": "map", "column-0": "name", "column-1": "phone"})
        run.refresh_from_db()
        assert (run.state == "planning") == TABLE[role][whose], whose
        ImportRun.objects.filter(pk=run.pk).update(state="planned")
        client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": "discard"})
        assert (not ImportRun.objects.filter(pk=run.pk).exists()) == TABLE[role][whose], whose


@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds_for_carrying_out_and_taking_back(world: World, role: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        client, run = signed_in(somebody(role)), planned(ags)
        client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": "run"})
        turn()
        done = Organisation.objects.filter(name="Geheimer Import", home_district=ags)
        assert done.exists() == TABLE[role][whose], whose
        if not done.exists():
            ImportRun.objects.filter(pk=run.pk).update(state="running")
            turn()
        client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": "take_back"})
        turn()
        assert (not done.exists()) == TABLE[role][whose], whose
