"""The Kurzmeldung: seven things on three screens, publishable; the full form grows out of it and loses nothing."""

import re

import pytest
from django.test import Client

from accounts.models import Role
from bestpractice.models import PracticePage
from tests.admin_forms import rich
from tests.bestpractice.test_admin_practice import SHORT_FORM, as_, new_url
from tests.factories import ALZEY, MAINZ, PracticeFactory, district_page, person, portal

SCREEN = re.compile(r'<section id="(tab-[^"]+)" class="w-tabs__panel".*?(data-further|data-w-tabs-target="panel")>')


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def client() -> Client:
    return as_(person(Role.Kind.MANAGER, ags=MAINZ))


def screens(form: str) -> dict[str, str]:
    """What each screen of the short form holds, by its id; the further ones are left out."""
    parts = SCREEN.split(form)
    return {name: text for name, how, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True) if how != FURTHER}


FURTHER = "data-further"


def test_a_new_practice_begins_with_seven_things_on_three_screens(client: Client) -> None:
    shown = screens(client.get(new_url()).content.decode())

    assert len(shown) == 3
    asked = {name for text in shown.values() for name in re.findall(r'data-contentpath="(\w+)"', text)}
    assert asked == {"title", "summary", "starting_point", "what_we_did", "what_it_took", "contact", "topics"}


def test_the_short_form_offers_to_go_on_and_to_write_more(client: Client) -> None:
    form = client.get(new_url()).content.decode()

    assert form.count("data-next") > 2
    assert "Ausführlich weiterschreiben" in form


def test_a_practice_that_tells_more_opens_in_the_full_form(client: Client) -> None:
    practice = PracticeFactory(parent=district_page(), results="<p>Weniger Wartezeit.</p>")

    form = client.get(f"/verwaltung/pages/{practice.pk}/edit/").content.decode()

    assert len(screens(form)) == 8
    assert "Ausführlich weiterschreiben" not in form


def test_growing_and_coming_back_loses_nothing(client: Client) -> None:
    grown = {**SHORT_FORM, "guided-form-grown": "1", "conditions": rich("Ein Raum.")}
    step = {"steps-TOTAL_FORMS": "1", "steps-0-title": "Bedarf abfragen", "steps-0-ORDER": "1"}
    client.post(new_url(), {**grown, **step})
    practice = PracticePage.objects.get()
    edit = f"/verwaltung/pages/{practice.pk}/edit/"
    assert "Bedarf abfragen" in client.get(edit).content.decode()

    kept = {**step, "steps-INITIAL_FORMS": "1", "steps-0-id": practice.steps.get().pk}
    client.post(edit, {**SHORT_FORM, "conditions": rich("Ein Raum."), **kept, "action-publish": "1"})

    practice = PracticePage.objects.get()
    assert practice.live
    assert "Ein Raum." in practice.conditions
    assert "Jede Schule suchte selbst." in practice.starting_point
    assert [step.title for step in practice.steps.all()] == ["Bedarf abfragen"]


def test_a_mistake_leaves_the_full_form_open(client: Client) -> None:
    form = {**SHORT_FORM, "guided-form-grown": "1", "contact": "", "action-publish": "1"}

    assert len(screens(client.post(new_url(), form).content.decode())) == 8


def test_a_mistake_in_the_full_form_opens_it(client: Client) -> None:
    form = {**SHORT_FORM, "since": "2026-03-01", "until": "2025-03-01", "action-publish": "1"}

    answer = client.post(new_url(), form).content.decode()

    assert len(screens(answer)) == 8
    assert "Das Ende liegt vor dem Beginn" in answer
