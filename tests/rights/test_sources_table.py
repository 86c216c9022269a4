"""Who may subscribe a source, pull it now, end it: the rule is the table, each line of it is tried over HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from directory.models import Source
from tests.factories import MAINZ, TRIER
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE
from tests.rights.test_rights_table import somebody

FORM = {"name": "Abonniert", "kind": "csv", "address": "https://example.org/liste.csv"}
PULLS = DBTaskResult.objects.filter(task_path__contains="pull_source")


def subscribed(ags: str) -> Source:
    return Source.objects.get_or_create(district_id=ags, name="Gelbe Liste", defaults=FORM | {"name": "Gelbe Liste"})[0]


def subscribe(client: Client, ags: str) -> bool:
    client.post("/verwaltung/quellen/new/", {**FORM, "district": ags})
    return Source.objects.filter(district_id=ags, name="Abonniert").exists()


def change(client: Client, ags: str) -> bool:
    source = subscribed(ags)
    client.post(f"/verwaltung/quellen/edit/{source.pk}/", {**FORM, "name": "Umbenannt", "district": ags})
    source.refresh_from_db()
    return source.name == "Umbenannt"


def pull_now(client: Client, ags: str) -> bool:
    source, before = subscribed(ags), PULLS.count()
    client.post(f"/verwaltung/quellen/{source.pk}/abrufen/")
    return PULLS.count() > before


def unsubscribe(client: Client, ags: str) -> bool:
    source = subscribed(ags)
    address = f"/verwaltung/quellen/{source.pk}/abbestellen/"
    client.get(address)
    assert subscribed(ags).is_subscribed
    client.post(address)
    return not subscribed(ags).is_subscribed


def see(client: Client, ags: str) -> bool:
    source = subscribed(ags)
    Source.objects.filter(pk=source.pk).update(name=f"Geheim{ags}")
    addresses = ["", f"edit/{source.pk}/", f"{source.pk}/abbestellen/", f"history/{source.pk}/", f"usage/{source.pk}/"]
    pages = [client.get(f"/verwaltung/quellen/{address}").content.decode() for address in addresses]
    told = {f"Geheim{ags}" in page for page in pages}
    assert len(told) == 1, "either all of them or none"
    return told.pop()


WAYS: dict[str, Callable[[Client, str], bool]] = {
    "subscribe": subscribe, "change": change, "pull now": pull_now, "unsubscribe": unsubscribe, "see": see,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds(world: World, role: str, way: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        assert WAYS[way](signed_in(somebody(role)), ags) == TABLE[role][whose], whose


def test_the_source_of_an_imported_file_is_none_of_these(world: World) -> None:
    file = Source.objects.create(district_id=MAINZ, name="liste.csv")
    client = signed_in(somebody("manager"))
    for address in (f"edit/{file.pk}/", f"{file.pk}/abbestellen/", f"delete/{file.pk}/"):
        assert client.get(f"/verwaltung/quellen/{address}").status_code in (302, 403, 404), address
    assert "liste.csv" not in client.get("/verwaltung/quellen/").content.decode()
