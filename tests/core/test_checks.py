"""Production refuses to start with demo values and without the pages that the law wants."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from core.checks import PLACEHOLDER, demo_values, legal_pages, refuse_demo_values
from core.models import TextPage
from core.pages import set_up_site

SECRET = "x" * 50
OWN_VALUES = {
    "PRODUCTION": True,
    "SECRET_KEY": SECRET,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["netz.example.org"],
    "WAGTAILADMIN_BASE_URL": "https://netz.example.org",
    "DEFAULT_FROM_EMAIL": "post@netz.example.org",
}


@override_settings(PRODUCTION=True, SECRET_KEY="demo-secret-never-in-production", DEBUG=True, ALLOWED_HOSTS=["*"])
def test_production_refuses_demo_secret_debug_any_host_and_demo_addresses() -> None:
    assert [error.id for error in demo_values()] == [f"core.E00{number}" for number in (1, 2, 3, 5, 6)]


@override_settings(**OWN_VALUES)
def test_production_starts_with_its_own_values() -> None:
    assert demo_values() == []


@pytest.mark.django_db
@override_settings(PRODUCTION=True)
def test_production_stays_closed_until_the_legal_pages_are_written(client: Client) -> None:
    set_up_site()
    assert len(legal_pages()) == 3
    closed = client.get("/")
    assert closed.status_code == 503
    assert "Impressum" in closed.content.decode()
    assert client.get("/konto/login/").status_code == 200
    for page in TextPage.objects.all():
        page.body = page.body.replace(PLACEHOLDER, "")
        page.save()
    assert legal_pages() == []
    assert client.get("/").status_code == 200
    TextPage.objects.get(slug="impressum").unpublish()
    assert len(legal_pages()) == 1
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2)):
        assert client.get("/suche/").status_code == 503
        assert client.get("/konto/login/").status_code == 200


@override_settings(PRODUCTION=True, SECRET_KEY="demo", DEBUG=False, ALLOWED_HOSTS=["netz.example.org"])
def test_the_web_server_does_not_start_with_a_demo_secret() -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        refuse_demo_values()
