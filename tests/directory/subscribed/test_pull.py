"""The nightly pull: what changed there changes here, what fails or shrinks changes nothing and is told once."""

import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import Workbook

from accounts.models import Notice, User
from core.models import OutgoingMail
from directory.checking.due import due
from directory.models import ImportRun, Offer, Organisation, Source
from directory.subscribed import pull as module
from directory.subscribed.pull import pull
from directory.subscribed.tasks import pull_source, queue_all
from search.models import Mark
from tests.directory.subscribed.conftest import LIST, Server
from tests.directory.subscribed.integreat_answers import ORGANISATION, location, offer, page, region
from tests.factories import MAINZ, DistrictFactory, OfferFactory, OrganisationFactory

pytestmark = pytest.mark.every_database


def everything() -> Any:
    return [
        list(model._default_manager.order_by("pk").values())  # type: ignore[attr-defined]
        for model in (Organisation, Offer)
    ]


def again(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


def test_a_list_comes_in_names_its_source_and_does_not_count_as_checked(source: Source, client: Client) -> None:
    assert pull(source.pk)

    assert Offer.objects.count() == 3
    offer = Offer.objects.get(title="Sprachtreff 1")
    assert offer.source == source
    assert offer.checked_on is None
    assert "Gelbe Liste" in client.get(offer.get_absolute_url()).content.decode()
    assert again(source).pulled_at is not None


def test_a_workbook_comes_in_as_well(source: Source, server: Server) -> None:
    book = Workbook()
    assert book.active is not None
    for line in LIST.splitlines():
        book.active.append(line.split(";"))
    file = io.BytesIO()
    book.save(file)
    address = server.says("/liste.xlsx", file.getvalue())
    Source.objects.filter(pk=source.pk).update(kind=Source.Kind.XLSX, address=address)

    assert pull(source.pk)

    assert [offer.title for offer in Offer.objects.all()] == [f"Sprachtreff {number}" for number in (1, 2, 3)]


def test_an_unchanged_list_changes_nothing(source: Source, server: Server) -> None:
    pull(source.pk)
    before, pulled = everything(), again(source).pulled_at

    assert pull(source.pk)

    assert server.asked[-1][1]["If-None-Match"] == '"1"'
    assert everything() == before
    assert again(source).pulled_at > pulled  # type: ignore[operator]


def test_what_changed_there_changes_here_and_a_repetition_makes_no_doubles(source: Source, server: Server) -> None:
    pull(source.pk)
    server.says("/liste.csv", LIST.replace("06131 0001", "06131 4711"), etag='"2"')

    pull(source.pk)
    pull(source.pk, anew=True)

    assert Organisation.objects.count() == 3
    assert Organisation.objects.get(name="Beratung 1").phone == "06131 4711"


def test_what_vanished_there_ends_here_and_in_the_search(source: Source, server: Server) -> None:
    more = LIST + "4;Beratung 4;Sprachtreff 4;Marktstraße 4;55116;Mainz;06131 0004\n"
    server.says("/liste.csv", more)
    pull(source.pk)
    gone = Organisation.objects.get(name="Beratung 4")
    Mark.objects.all().delete()
    server.says("/liste.csv", LIST)

    assert pull(source.pk)

    assert not Organisation.objects.filter(name="Beratung 4").exists()
    assert not Offer.objects.filter(title="Sprachtreff 4").exists()
    assert Mark.objects.filter(key__contains=str(gone.pk)).exists()


def test_a_vanished_organisation_stays_while_the_district_keeps_an_offer_of_it(source: Source, server: Server) -> None:
    server.says("/liste.csv", LIST + "4;Beratung 4;Sprachtreff 4;;;;\n")
    pull(source.pk)
    organisation = Organisation.objects.get(name="Beratung 4")
    own = OfferFactory(organisation=organisation, title="Eigener Kurs")
    server.says("/liste.csv", LIST)

    assert pull(source.pk)

    organisation.refresh_from_db()
    assert not organisation.is_kept_elsewhere
    assert list(organisation.offers.all()) == [own]


BROKEN: dict[str, dict[str, Any]] = {
    "500": {"content": "", "status": 500},
    "404": {"content": "", "status": 404},
    "a web page": {"content": "<!DOCTYPE html><html><body>Wartung</body></html>", "content_type": "text/html"},
    "nothing": {"content": ""},
    "something else": {"content": "%PDF-1.4 ..."},
    "another list": {"content": "Farbe;Größe\nrot;1\nblau;2\n"},
    "only headings": {"content": LIST.splitlines()[0]},
    "a third less": {"content": "\n".join(LIST.splitlines()[:-1])},
    "a redirect inside": {"content": "", "status": 302, "location": "http://10.0.0.1/"},
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_fails_or_shrinks_changes_nothing_and_is_told_once(
    source: Source, server: Server, manager: User, what: str
) -> None:
    pull(source.pk)
    before = everything()
    server.says("/liste.csv", **BROKEN[what])

    assert not pull(source.pk)
    assert not pull(source.pk)

    assert everything() == before
    assert Notice.objects.filter(user=manager).count() == 1
    mail = OutgoingMail.objects.get(to=manager.email)
    assert "Gelbe Liste" in mail.subject
    disturbed = again(source)
    assert disturbed.disturbed_since
    assert disturbed.disturbance in mail.body


def test_recovered_is_fine_and_the_next_disturbance_is_told_again(source: Source, server: Server) -> None:
    pull(source.pk)
    for _time in range(2):
        server.says("/liste.csv", "", status=500)
        pull(source.pk)
        server.says("/liste.csv", LIST, etag='"1"')
        assert pull(source.pk)
        assert again(source).disturbed_since is None
    assert Notice.objects.count() == 2


def test_somebody_may_say_that_the_shorter_list_is_right(source: Source, server: Server) -> None:
    pull(source.pk)
    server.says("/liste.csv", "\n".join(LIST.splitlines()[:2]))
    assert not pull(source.pk)
    assert again(source).is_shorter

    assert pull(source.pk, even_if_shorter=True)

    assert Organisation.objects.count() == 1
    assert not again(source).is_shorter


def test_a_mistake_in_the_middle_of_writing_leaves_nothing_half_done(
    source: Source, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(source.pk)
    before = everything()
    server.says("/liste.csv", LIST.replace("06131", "06132"))

    def break_down(*_args: object) -> None:
        Organisation.objects.update(name="halb")
        raise RuntimeError("boom")

    monkeypatch.setattr(module, "write", break_down)
    assert not pull(source.pk)
    assert everything() == before
    assert again(source).disturbed_since


def test_a_pull_waits_for_an_import_of_the_district(source: Source) -> None:
    run = ImportRun.objects.create(district=source.district, source=source, state=ImportRun.State.RUNNING)
    assert pull_source.call(source.pk)
    assert not again(source).disturbed_since
    assert not Offer.objects.exists()
    waiting = DBTaskResult.objects.get(task_path__contains="pull_source")
    assert waiting.run_after > timezone.now()

    run.delete()
    assert pull_source.call(source.pk)
    assert Offer.objects.count() == 3


def test_every_night_each_source_is_a_task_of_its_own(source: Source) -> None:
    Source.objects.create(district=source.district, name="Nur eine Datei")
    Source.objects.create(
        district=source.district, name="Andere", kind=Source.Kind.HSDS, address="https://example.org/"
    )

    assert queue_all() == 2
    assert DBTaskResult.objects.filter(task_path__contains="pull_source").count() == 2


def test_other_entries_of_the_district_stay_as_they_are(source: Source) -> None:
    own = OrganisationFactory(name="Beratung 1", home_district_id=MAINZ)
    pull(source.pk)
    before = Organisation.objects.filter(pk=own.pk).values().get()
    pull(source.pk, anew=True)
    assert Organisation.objects.filter(pk=own.pk).values().get() == before


def test_nobody_here_is_asked_whether_a_subscribed_entry_is_true(source: Source) -> None:
    pull(source.pk)
    Organisation.objects.update(next_check_on="2020-01-01")
    assert not due("organisation", Organisation.objects.first().next_check_on).exists()  # type: ignore[union-attr]


def test_all_pages_of_an_hsds_list_come_in(manager: User, server: Server) -> None:
    for number in (1, 2):
        one = {"id": f"0000000{number}-0000-4000-8000-000000000000", "name": f"Haus {number}", "description": "Text"}
        path = "/organizations" if number == 1 else f"/organizations?page={number}"
        server.says(path, {"contents": [one], "page_number": number, "total_pages": 2, "size": 1, "total_items": 2})
    source = Source.objects.create(
        district=DistrictFactory(ags=MAINZ), name="HSDS", kind="hsds", address=f"{server.url}/organizations"
    )

    assert pull(source.pk), again(source).disturbance
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Haus 1", "Haus 2"]


@pytest.fixture
def mainz_in_integreat(manager: User, server: Server) -> Source:
    server.says("/api/v3/regions/", [region()])
    server.says("/api/v3/mainz/de/locations/", [location(1, organization=ORGANISATION), location(2)], etag='"a"')
    server.says("/api/v3/mainz/de/offers/", [offer()])
    server.says("/api/v3/mainz/de/pages/", [page()])
    return Source.objects.create(
        district=DistrictFactory(ags=MAINZ),
        name="Integreat Mainz",
        kind=Source.Kind.INTEGREAT,
        address=f"{server.url}/api/v3/mainz/de/",
    )


def test_a_region_of_integreat_comes_in(mainz_in_integreat: Source, server: Server) -> None:
    assert pull(mainz_in_integreat.pk), again(mainz_in_integreat).disturbance

    place = Organisation.objects.get(source_key="location:1")
    assert place.opening_hours.startswith("Mo–Di 8–12 Uhr")
    assert place.locations.get().address == "Marktstraße 1, 55116 Mainz"
    assert [str(one) for one in place.offers.all()] == ["Deutschkurs 1"]
    before = everything()
    assert pull(mainz_in_integreat.pk)
    assert everything() == before
    server.says("/api/v3/mainz/de/pages/", [page(title="Deutsch am Abend")])
    assert pull(mainz_in_integreat.pk)
    assert [str(one) for one in place.offers.all()] == ["Deutsch am Abend"]


@pytest.mark.parametrize("part", ["regions/", "mainz/de/locations/", "mainz/de/offers/", "mainz/de/pages/"])
def test_half_a_region_is_no_region(mainz_in_integreat: Source, server: Server, part: str) -> None:
    pull(mainz_in_integreat.pk)
    before = everything()
    for broken in ({"content": {"error": "x"}}, {"content": "", "status": 500}):
        server.says(f"/api/v3/{part}", **broken)  # type: ignore[arg-type]
        assert not pull(mainz_in_integreat.pk)
    assert everything() == before
