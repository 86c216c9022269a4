"""What a monitor asks: does the process answer, is each component well."""

import json

import pytest
from django.test import Client

from accounts.models import Role
from core import status
from core.models import Heartbeat
from tests.factories import person

pytestmark = pytest.mark.django_db


def test_healthz_answers(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"


def test_readyz_names_each_component(client: Client) -> None:
    components = json.loads(client.get("/readyz").content)["components"]
    assert {"database", "work", "mail"} <= set(components)


def test_readyz_sees_that_the_work_process_is_away(client: Client) -> None:
    assert json.loads(client.get("/readyz").content)["components"]["work"]["ok"] is False
    Heartbeat.beat()
    assert json.loads(client.get("/readyz").content)["components"]["work"]["ok"] is True


def test_a_component_that_breaks_is_named_and_only_operators_read_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> status.Health:
        raise RuntimeError("no answer from mail.example.org")

    monkeypatch.setitem(status._components, "mail", broken)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert json.loads(response.content)["components"]["mail"] == {"ok": False, "detail": "RuntimeError"}
    client.force_login(person(Role.Kind.OPERATOR))
    told = json.loads(client.get("/readyz").content)["components"]["mail"]
    assert told == {"ok": False, "detail": "RuntimeError", "cause": "no answer from mail.example.org"}


def test_without_the_database_the_portal_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(status._components, "database", lambda: status.Health(False, "gone", needed=True))
    assert client.get("/readyz").status_code == 503


def test_what_cannot_be_counted_hides_no_other_figure(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise RuntimeError("gone")

    monkeypatch.setitem(status._waiting, "search_rows_behind", broken)
    text = client.get("/metrics").content.decode()
    assert "portal_search_rows_behind NaN" in text
    assert "portal_mails_waiting 0.0" in text


def test_metrics_are_written_for_prometheus(client: Client) -> None:
    text = client.get("/metrics").content.decode()
    assert 'portal_component_up{component="database"} 1.0' in text
    assert "portal_mails_waiting 0.0" in text
    assert "portal_search_marks_waiting 0.0" in text
    assert "portal_search_rows_behind 0.0" in text
