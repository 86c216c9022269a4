"""Production refuses to start with demo values and without the pages that the law wants."""

import pytest
from django.test import override_settings

from core.checks import PLACEHOLDER, demo_values, legal_pages
from core.models import TextPage
from core.pages import set_up_site

SECRET = "x" * 50


@override_settings(PRODUCTION=True, SECRET_KEY="demo-secret-never-in-production", DEBUG=True, ALLOWED_HOSTS=["*"])
def test_production_refuses_demo_secret_debug_and_any_host() -> None:
    assert [error.id for error in demo_values()] == ["core.E001", "core.E002", "core.E003"]


@override_settings(PRODUCTION=True, SECRET_KEY=SECRET, DEBUG=False, ALLOWED_HOSTS=["netz.example.org"])
def test_production_starts_with_its_own_values() -> None:
    assert demo_values() == []


@pytest.mark.django_db
@override_settings(PRODUCTION=True)
def test_production_refuses_placeholders_in_legal_pages() -> None:
    set_up_site()
    assert len(legal_pages(databases=["default"])) == 3
    for page in TextPage.objects.all():
        page.body = page.body.replace(PLACEHOLDER, "")
        page.save()
    assert legal_pages(databases=["default"]) == []
    TextPage.objects.get(slug="impressum").unpublish()
    assert len(legal_pages(databases=["default"])) == 1
