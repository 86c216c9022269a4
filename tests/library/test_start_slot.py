"""The start page's slots: one for each owner, for some days, and never more than what everybody may read."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.models import Role, User
from library.models import StartSlot
from tests import factories as make

ADDRESS = "/verwaltung/startseite/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    make.portal(make.MAINZ)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editor(association: str = "staedtetag") -> User:
    return make.person(Role.Kind.EDITOR, association=association)


def send(client: Client, owner: Page, page: Page, address: str = f"{ADDRESS}new/", **values: str) -> str:
    until = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    sent = {"owner": owner.pk, "page": page.pk, "text": "Jetzt lesen.", "until": until, **values}
    return client.post(address, sent, follow=True).content.decode()


def home() -> str:
    return Client().get("/").content.decode()


def test_an_editor_puts_a_page_on_the_start_page_until_a_day() -> None:
    assert "Gerade wichtig" not in home()
    practice = make.PracticeFactory(parent=make.district_page(), title="Kita-Lotsen")
    send(as_(editor()), make.association_page(), practice)

    assert "Gerade wichtig" in home()
    assert "Jetzt lesen." in home()
    with time_machine.travel(timezone.now() + dt.timedelta(days=3), tick=False):
        assert "Jetzt lesen." in home()
    with time_machine.travel(timezone.now() + dt.timedelta(days=4), tick=False):
        assert "Gerade wichtig" not in home()


def test_an_owner_has_one_slot_and_each_day_another_owner_comes_first() -> None:
    first = make.PracticeFactory(parent=make.district_page(), title="Kita-Lotsen")
    second = make.PracticeFactory(parent=make.district_page(), title="Sprachpaten")
    send(as_(editor()), make.association_page(), first)
    assert "existiert bereits" in send(as_(editor()), make.association_page(), second)
    send(as_(make.person(Role.Kind.LAND)), make.land_page(), second)

    orders = set()
    for day in range(2):
        with time_machine.travel(timezone.now() + dt.timedelta(days=day), tick=False):
            page = home()
            orders.add(page.index("Kita-Lotsen") < page.index("Sprachpaten"))
    assert orders == {True, False}


def test_nothing_for_members_gets_onto_the_start_page() -> None:
    internal = make.AnnouncementFactory(parent=make.land_page(), title="Nur für Mitglieder", is_public=False)
    draft = make.PracticeFactory(parent=make.district_page(), title="Noch Entwurf", live=False)

    assert "nicht für alle zu lesen" in send(as_(editor()), make.association_page(), internal)
    assert "Noch Entwurf" not in send(as_(editor()), make.association_page(), draft)
    assert not StartSlot.objects.exists()


def test_what_is_withdrawn_leaves_the_start_page_at_once() -> None:
    practice = make.PracticeFactory(parent=make.district_page(), title="Kita-Lotsen")
    announcement = make.AnnouncementFactory(parent=make.land_page(), title="Förderaufruf", is_public=True)
    send(as_(editor()), make.association_page(), practice)
    send(as_(make.person(Role.Kind.LAND)), make.land_page(), announcement)
    assert "Kita-Lotsen" in home()
    assert "Förderaufruf" in home()

    PageViewRestriction.objects.create(page=practice, restriction_type="login")
    announcement.is_public = False
    announcement.save_revision().publish()
    member = as_(editor("landkreistag"))
    for page in (home(), member.get("/").content.decode()):
        assert "Jetzt lesen." not in page
        assert "Förderaufruf" not in page

    practice.delete()
    assert not StartSlot.objects.filter(owner=make.association_page()).exists()


@pytest.mark.parametrize("role", ["manager", "other editor", "Land", "visitor"])
def test_a_slot_is_its_owners_alone(role: str) -> None:
    practice = make.PracticeFactory(parent=make.district_page())
    slot = StartSlot.objects.create(
        owner=make.association_page(), page=practice, text="Alt", until=timezone.localdate()
    )
    client = {
        "manager": lambda: as_(make.person(Role.Kind.MANAGER, ags=make.MAINZ)),
        "other editor": lambda: as_(editor("landkreistag")),
        "Land": lambda: as_(make.person(Role.Kind.LAND)),
        "visitor": Client,
    }[role]()

    send(client, make.association_page(), practice, f"{ADDRESS}edit/{slot.pk}/", text="Neu")
    client.post(f"{ADDRESS}delete/{slot.pk}/")
    send(client, make.association_page("landkreistag" if role != "other editor" else "staedtetag"), practice)

    slot.refresh_from_db()
    assert slot.text == "Alt"
    assert StartSlot.objects.count() == 1
    assert practice.title not in client.get(ADDRESS).content.decode()
