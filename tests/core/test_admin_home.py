"""The admin's home: whoever signs in sees the day's work, and only one's own."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, Role, User
from accounts.notify import notify
from tests.factories import (
    ALZEY,
    MAINZ,
    OrganisationFactory,
    PracticeFactory,
    district_page,
    land_page,
    person,
    portal,
)

HOME = "/verwaltung/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


def manager(ags: str = MAINZ) -> User:
    return person(Role.Kind.MANAGER, ags=ags)


def home(client: Client, person: User) -> str:
    client.force_login(person)
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


def test_a_manager_begins_with_the_own_district_and_what_can_be_added() -> None:
    page = home(Client(), manager())

    own = district_page()
    assert "Guten Tag" in page
    assert "Stadt Mainz" in page
    assert "/kreise/mainz-stadt/" in page
    for label, url in [
        ("Neues Praxisbeispiel", f"/verwaltung/pages/add/bestpractice/practicepage/{own.pk}/"),
        ("Neues Material", f"/verwaltung/pages/add/library/materialpage/{own.pk}/"),
        ("Neues Angebot", "/verwaltung/angebote/new/"),
        ("Neue Einrichtung", "/verwaltung/einrichtungen/new/"),
    ]:
        assert label in page
        assert url in page
    assert "Neue Mitteilung" not in page
    assert "Zustand des Portals" not in page


@pytest.mark.parametrize(
    ("kind", "body", "way"),
    [
        (Role.Kind.MANAGER, {"ags": MAINZ}, f"/abdeckung/?district={MAINZ}"),
        (Role.Kind.EDITOR, {"association": "staedtetag"}, "/abdeckung/"),
        (Role.Kind.LAND, {}, "/abdeckung/"),
    ],
)
def test_the_own_body_leads_to_the_coverage_that_one_may_see(kind: Role.Kind, body: dict[str, str], way: str) -> None:
    assert f'<a href="{way}">Abdeckung ansehen</a>' in home(Client(), person(kind, **body))


def test_nothing_to_do_is_said_in_words() -> None:
    page = home(Client(), manager())

    assert "Alles geprüft" in page
    assert "Keine Entwürfe" in page
    assert "Zurzeit keine Mitteilungen" in page
    assert "Neu für Sie" not in page


def test_drafts_of_the_own_district_are_shown_and_nobody_elses() -> None:
    PracticeFactory(parent=district_page(), title="Sprachcafé am Abend", live=False)
    PracticeFactory(parent=district_page(ALZEY), title="Geheimer Entwurf", live=False)

    page = home(Client(), manager())

    assert "Sprachcafé am Abend" in page
    assert "noch nicht veröffentlicht" in page
    assert "Geheimer Entwurf" not in page


def test_due_entries_are_counted_and_the_first_ten_shown() -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for number in range(12):
        OrganisationFactory(name=f"Verein {number:02}", home_district_id=MAINZ, next_check_on=yesterday)
    OrganisationFactory(name="Fremder Verein", home_district_id=ALZEY, next_check_on=yesterday)

    page = home(Client(), manager())

    assert page.count('aria-label="Stimmt noch: Verein') == 10
    assert "Alle 12 ansehen" in page
    assert "Fremder Verein" not in page


def test_a_notice_stays_until_it_was_read() -> None:
    person_of_mainz = manager()
    notify([person_of_mainz], "Der Städtetag empfiehlt das noch nicht.", detail="Bitte ergänzen Sie die Kosten.")
    client = Client()
    notice = Notice.objects.get()
    page = home(client, person_of_mainz)
    assert "Bitte ergänzen Sie die Kosten." in page

    assert client.get(f"/verwaltung/nachrichten/{notice.pk}/gelesen/").status_code == 405
    client.post(f"/verwaltung/nachrichten/{notice.pk}/gelesen/")

    assert "Bitte ergänzen Sie die Kosten." not in home(client, person_of_mainz)


def test_nobody_reads_somebody_elses_notice_away() -> None:
    notify([manager()], "Für Mainz")
    client = Client()
    client.force_login(manager(ALZEY))

    response = client.post(f"/verwaltung/nachrichten/{Notice.objects.get().pk}/gelesen/")

    assert response.status_code == 404
    assert Notice.objects.get().read_at is None


def test_the_land_begins_with_announcements() -> None:
    page = home(Client(), person(Role.Kind.LAND))

    assert "Rheinland-Pfalz" in page
    assert f"/verwaltung/pages/add/network/announcementpage/{land_page().pk}/" in page
    assert "Zu prüfen" not in page
    assert "Zu begutachten" not in page


def test_the_operator_sees_how_the_portal_is() -> None:
    page = home(Client(), person(Role.Kind.OPERATOR))

    assert "Zustand des Portals" in page
    assert "Arbeitsprozess" in page


def test_a_deputy_reads_until_when() -> None:
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ)

    page = home(Client(), deputy)

    assert "Vertretung" in page
    assert "bis einschließlich" in page


def test_the_menu_holds_only_what_one_can_use() -> None:
    menus = {
        "manager": home(Client(), manager()),
        "editor": home(Client(), person(Role.Kind.EDITOR, association="staedtetag")),
        "operator": home(Client(), person(Role.Kind.OPERATOR)),
    }
    entries = {
        "/verwaltung/reports/": {"operator"},
        "/verwaltung/einrichtungen/": {"manager", "operator"},
        "/verwaltung/ansprechstelle/": {"manager", "operator"},
        "/verwaltung/begutachtung/": {"editor"},
        "/verwaltung/themen/": {"editor", "operator"},
        "/verwaltung/images/": {"manager", "editor", "operator"},
        "guide.wagtail.org": set(),
    }
    for url, who in entries.items():
        assert {role for role, page in menus.items() if url in page} == who, url


def test_the_admin_bears_the_portals_name_and_not_wagtails() -> None:
    page = home(Client(), manager())

    assert "<title>Mein Tag - Integrationsnetz</title>" in " ".join(page.split())
    assert "css/admin.css" in page
