"""A manager brings the district's list in: columns, preview, carrying out, the report."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from directory.exchange.running import forget_old_imports, turn
from directory.models import ImportChange, ImportRun, Offer, Organisation, Source
from search.models import Mark
from tests.directory.exchange.giving import FILE, act, columns, give, page, previewed
from tests.factories import MAINZ

pytestmark = pytest.mark.django_db


@pytest.mark.every_database
def test_a_list_comes_in_from_file_to_report(client: Client) -> None:
    run = give(client, FILE)
    assert "06131 1000 · 06131 2000" in page(client, run)

    run = act(client, run, "map", **columns(run))
    assert run.state == "planned"
    assert not Organisation.objects.exists()
    shown = page(client, run)
    assert "Übernehmen: 3 neue, 0 geänderte" in shown
    assert "Bücherei Nord" in shown
    assert "Marktstr. 1, 55118 Mainz" in shown

    run = act(client, run, "run")
    assert run.state == "done"
    assert run.content is None
    offer = Offer.objects.get()
    assert (offer.title, offer.organisation.name, offer.is_free) == ("Vorlesen", "Bücherei Nord", True)
    assert [str(place) for place in offer.locations.all()] == ["Marktstr. 1, 55118 Mainz"]
    assert Mark.objects.filter(key=f"directory.offer:{offer.pk}").exists()
    assert offer.checked_on is None
    assert "Import zurücknehmen" in page(client, run)


def test_the_choice_of_columns_is_remembered_for_the_list(client: Client) -> None:
    act(client, previewed(client), "run")

    run = give(client, FILE.replace("06131 1000", "06131 1111"))
    assert run.mapping["Ruf"] == "phone"
    shown = page(client, run)
    assert '<option value="phone" selected>' in shown
    run = act(client, run, "map", **columns(run))
    assert (run.counts["new"], run.counts["changed"], run.counts["unchanged"]) == (0, 1, 2)
    assert "06131 1000" in page(client, run)


def test_an_empty_cell_erases_only_where_it_is_ticked(client: Client) -> None:
    act(client, previewed(client), "run")
    emptied = FILE.replace("06131 2000", "").replace("Am Platz 2", "")

    run = previewed(client, emptied)
    assert run.counts["changed"] == 0
    run = act(client, run, "again")
    run = act(client, run, "map", **columns(run, Ruf="on"))
    assert run.counts["changed"] == 1
    act(client, run, "run")

    house = Organisation.objects.get(name="Haus Süd")
    assert house.phone == ""
    assert [place.street for place in house.locations.all()] == ["Am Platz 2"]
    assert Source.objects.get().erasing == ["phone"]


def test_a_file_that_is_no_list_is_refused_where_it_was_given(client: Client) -> None:
    sent = {"district": MAINZ, "file": SimpleUploadedFile("liste.csv", b"%PDF-1.7\n"), "name": "Liste 7"}
    answer = client.post("/verwaltung/aufnehmen/", sent)
    assert answer.status_code == 200
    assert "Das ist keine Tabelle, sondern PDF" in answer.content.decode()
    assert 'value="Liste 7"' in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("wrong", ["twice", "no name"])
def test_a_mapping_that_cannot_be_is_told_and_kept(client: Client, wrong: str) -> None:
    run = give(client, FILE)
    sent = columns(run) | ({"column-5": "name"} if wrong == "twice" else {"column-0": ""})
    answer = client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": "map", **sent}).content.decode()
    assert ("ist schon die Spalte" if wrong == "twice" else "in welcher Spalte der Name") in answer
    assert '<option value="postcode" selected>' in answer
    run.refresh_from_db()
    assert run.state == "given"


def test_invalid_rows_stop_the_whole_unless_they_are_left_out(client: Client) -> None:
    run = previewed(client, FILE.replace("Bücherei", ";Ohne Haus;;;;06131 5;\r\nBücherei"))
    assert run.counts["invalid"] == 1
    assert "Hier fehlt der Name der Einrichtung" in page(client, run)

    assert act(client, run, "run").state == "planned"
    assert not Offer.objects.exists()
    assert act(client, run, "run", leave_out_invalid="1").state == "done"
    assert Offer.objects.count() == 1


def test_a_second_import_of_the_district_waits(client: Client) -> None:
    first, second = previewed(client), previewed(client)
    client.post(f"/verwaltung/aufnehmen/{first.pk}/", {"act": "run"})
    answer = client.post(f"/verwaltung/aufnehmen/{second.pk}/", {"act": "run"}, follow=True).content.decode()
    assert "läuft gerade ein anderer Import" in answer
    assert ImportRun.objects.get(pk=second.pk).state == "planned"


def test_the_page_waits_without_javascript(client: Client) -> None:
    run = previewed(client)
    client.post(f"/verwaltung/aufnehmen/{run.pk}/", {"act": "run"})
    answer = client.get(f"/verwaltung/aufnehmen/{run.pk}/")
    assert answer["Refresh"] == "2"
    assert "<progress" in answer.content.decode()


def test_a_discarded_import_leaves_nothing(client: Client) -> None:
    run = previewed(client)
    act(client, run, "discard")
    assert not ImportRun.objects.exists()
    assert not ImportChange.objects.exists()
    assert not Organisation.objects.exists()


def test_a_file_nobody_took_over_goes_after_a_week_and_taking_back_ends_after_a_month(
    client: Client, time_machine: Any
) -> None:
    unused = previewed(client)
    done = act(client, previewed(client), "run")
    time_machine.move_to(timezone.now() + dt.timedelta(days=8), tick=False)
    forget_old_imports()
    assert [run.pk for run in ImportRun.objects.all()] == [done.pk]
    assert unused.pk != done.pk
    time_machine.move_to(timezone.now() + dt.timedelta(days=31), tick=False)
    forget_old_imports()
    done.refresh_from_db()
    assert not done.can_be_taken_back
    assert done.counts["new"] == 3


def test_a_step_that_ends_the_work_process_is_given_up(client: Client) -> None:
    run = previewed(client)
    ImportRun.objects.filter(pk=run.pk).update(state="running", attempts=5)
    turn()
    run.refresh_from_db()
    assert run.state == "failed"
    assert "mehrmals abgebrochen" in page(client, run)


def test_a_broken_json_says_why_and_can_be_discarded(client: Client) -> None:
    sent = {"district": MAINZ, "file": SimpleUploadedFile("hsds.json", b'{"organization": ['), "name": ""}
    client.post("/verwaltung/aufnehmen/", sent)
    while turn():
        pass
    run = ImportRun.objects.get()
    assert run.state in ("planned", "failed")
    shown = page(client, run)
    assert "Es gibt nichts zu übernehmen" in shown or "gescheitert" in shown
    act(client, run, "discard")
    assert not ImportRun.objects.exists()


def test_the_list_of_imports_names_state_and_function(client: Client) -> None:
    act(client, previewed(client), "run")
    shown = client.get("/verwaltung/aufnehmen/").content.decode()
    assert "übernommen" in shown
    assert "Integrationsmanagement Stadt Mainz" in shown
