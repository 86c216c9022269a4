"""Subscribing, looking and ending it, as the district's people do it in the admin."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from core.work import registry
from directory.models import Offer, Organisation, Source
from directory.subscribed.pull import pull
from directory.subscribed.tasks import pull_source
from tests.admin_forms import NO_ROWS
from tests.directory.subscribed.conftest import LIST, Server
from tests.factories import MAINZ, DistrictFactory, OrganisationFactory

FORM = {"name": "Gelbe Liste", "kind": "csv", "address": "https://example.org/liste.csv"}


def pull_what_is_queued() -> None:
    """Over this test's own connection: the queue's worker closes old ones, and the test's transaction with them."""
    for order in DBTaskResult.objects.ready().filter(task_path=pull_source.module_path):
        pull_source.call(*order.args_kwargs["args"], **order.args_kwargs["kwargs"])
        order.delete()


@pytest.fixture
def admin(manager: User, client: Client) -> Client:
    client.force_login(manager)
    return client


def test_a_list_is_subscribed_with_three_answers_and_comes_at_once(admin: Client, server: Server) -> None:
    address = server.says("/liste.csv", LIST)

    page = admin.post("/verwaltung/quellen/new/", {**FORM, "address": address}, follow=True).content.decode()
    assert "wird jetzt zum ersten Mal abgerufen" in page
    pull_what_is_queued()

    assert Offer.objects.count() == 3
    source = Source.objects.get()
    assert source.district_id == MAINZ
    assert "6 Einträge" in admin.get(f"/verwaltung/quellen/edit/{source.pk}/").content.decode()
    assert "abgerufen am" in admin.get("/verwaltung/quellen/").content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"address": ""}, "Bitte nennen Sie die Adresse"),
        ({"address": "ftp://example.org/"}, "https://"),
        ({"kind": "file"}, "keine gültige Auswahl"),
        ({"kind": ""}, "muss ausgefüllt werden"),
        ({"kind": "integreat"}, "Bitte die Adresse der Region"),
        ({"name": "Schon da"}, "gibt es schon"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_lost(admin: Client, changes: dict[str, str], said: str) -> None:
    address = "https://example.org/andere.csv"
    Source.objects.create(district=DistrictFactory(ags=MAINZ), name="Schon da", kind="csv", address=address)
    values = {**FORM, **changes}

    page = admin.post("/verwaltung/quellen/new/", values).content.decode()

    assert said in page
    assert values["name"] in page
    assert Source.objects.subscribed().count() == 1


def test_a_list_that_came_as_a_file_can_be_subscribed_with_its_columns(admin: Client, server: Server) -> None:
    file = Source.objects.create(
        district=DistrictFactory(ags=MAINZ), name="Gelbe Liste", mapping={"Wer": "name", "Nr": "key"}
    )
    here = OrganisationFactory(home_district_id=MAINZ, source=file, source_key="1", name="Alter Name")
    address = server.says("/liste.csv", "Nr;Wer\n1;Haus der Vereine\n2;Treff\n")

    admin.post("/verwaltung/quellen/new/", {**FORM, "address": address})
    pull_what_is_queued()

    file.refresh_from_db()
    here.refresh_from_db()
    assert file.is_subscribed
    assert not file.disturbance
    assert here.name == "Haus der Vereine"
    assert Organisation.objects.count() == 2


def test_the_district_sees_what_is_wrong_and_takes_the_shorter_list(
    admin: Client, source: Source, server: Server
) -> None:
    pull(source.pk)
    server.says("/liste.csv", "\n".join(LIST.splitlines()[:2]))
    pull(source.pk)
    address = f"/verwaltung/quellen/edit/{source.pk}/"
    page = admin.get(address).content.decode()
    assert "nur noch 2 statt 6 Einträge" in page
    assert "nur noch 2 statt 6 Einträge" in admin.get("/verwaltung/quellen/").content.decode()

    admin.post(f"/verwaltung/quellen/{source.pk}/abrufen/", {"shorter": "1"})
    pull_what_is_queued()

    assert Offer.objects.count() == 1
    assert "Gestört" not in admin.get(address).content.decode()


def test_entries_are_read_only_until_the_source_is_unsubscribed(admin: Client, source: Source) -> None:
    pull(source.pk)
    offer = Offer.objects.get(title="Sprachtreff 1")
    form = {**NO_ROWS, "organisation": str(offer.organisation_id), "title": "Geändert"}
    change = f"/verwaltung/angebote/edit/{offer.pk}/"
    admin.post(change, form)
    offer.refresh_from_db()
    assert offer.title == "Sprachtreff 1"

    page = admin.post(f"/verwaltung/quellen/{source.pk}/abbestellen/", follow=True).content.decode()

    assert "6 Einträge gehören jetzt Ihnen" in page
    admin.post(change, form)
    offer.refresh_from_db()
    assert offer.title == "Geändert"
    assert offer.checked_on is None
    in_a_month = timezone.localdate() + dt.timedelta(days=30)
    assert set(Organisation.objects.values_list("next_check_on", flat=True)) == {in_a_month}
    assert Offer.objects.count() == 3


def test_an_unsubscribed_source_is_pulled_no_more(admin: Client, source: Source, server: Server) -> None:
    pull(source.pk)
    admin.post(f"/verwaltung/quellen/{source.pk}/abbestellen/")
    asked = len(server.asked)

    assert pull(source.pk)

    assert len(server.asked) == asked


def test_led_elsewhere_it_asks_without_the_old_mark(admin: Client, source: Source, server: Server) -> None:
    pull(source.pk)
    address = server.says("/neu.csv", LIST, etag='"1"')

    admin.post(f"/verwaltung/quellen/edit/{source.pk}/", {**FORM, "address": address})
    pull_what_is_queued()

    path, headers = server.asked[-1]
    assert path == "/neu.csv"
    assert "If-None-Match" not in headers


def test_without_a_source_the_page_says_what_it_is_good_for(admin: Client) -> None:
    assert "Sie pflegen nichts doppelt" in admin.get("/verwaltung/quellen/").content.decode().replace("\n", " ")


def test_the_nightly_pull_begins_at_two() -> None:
    [job] = [job for job in registry.daily if job.name == "pull subscribed sources"]
    assert job.after == dt.time(2)
