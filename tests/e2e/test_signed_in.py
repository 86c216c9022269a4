"""The pages behind the sign-in, as its people have them: judged by axe, none wider than a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from accounts.models import Role, User
from bestpractice.models import PracticePage, Requirement
from directory.exchange.running import turn
from directory.models import ImportRun, Message, Offer, Organisation, Post, Source
from tests import factories as make
from tests.e2e.conftest import Reader, Served

pytestmark = pytest.mark.django_db

LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"width": 1280},
    "desk in the dark": {"width": 1280, "color_scheme": "dark"},
    "desk in forced colours": {"width": 1280, "forced_colors": "active"},
    "phone": {"width": 360},
    "phone in the dark": {"width": 360, "color_scheme": "dark"},
}
MEMBERS = (
    "/abdeckung/",
    "/abdeckung/?topic=sprache",
    f"/abdeckung/?district={make.MAINZ}",
    "/abdeckung/?language=xx",
    "/praxis/passt-zu-uns/",
    f"/praxis/passt-zu-uns/?district={make.MAINZ}",
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Sessions as cookies, the addresses of the manager's admin, and those of the public pages as members see them."""

    manager: dict[str, str]
    land: dict[str, str]
    admin: list[str]
    members: list[str]


@pytest.fixture(scope="module")
def people(served: Served, django_db_blocker: DjangoDbBlocker) -> Iterator[SignedIn]:
    with django_db_blocker.unblock():
        manager = make.person(Role.Kind.MANAGER, ags=make.MAINZ)
        Post.objects.filter(district=make.MAINZ).update(status=Post.Status.FILLED)
        imports = [given(), previewed()]
        addresses = [*admin_addresses(), *(f"/verwaltung/aufnehmen/{run.pk}/" for run in imports)]
        land = session(served, make.person(Role.Kind.LAND))
        practice = needing_practice()
        yield SignedIn(session(served, manager), land, addresses, [*MEMBERS, practice.get_url()])
        practice.requirements.all().delete()
        Source.objects.filter(runs__in=imports).delete()


def session(served: Served, person: User) -> dict[str, str]:
    client = Client()
    client.force_login(person)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key or "", "url": served.url}


def needing_practice() -> PracticePage:
    """One that says what it needs of a district, in each way that can be judged or not."""
    practice = PracticePage.objects.live().earliest("pk")
    for measure, bound in (("city", None), ("population_min", 80_000), ("density_max", 150), ("words", None)):
        Requirement.objects.create(practice=practice, measure=measure, bound=bound, text="Sonst reicht es nicht.")
    return practice


def given() -> ImportRun:
    """A list whose columns are asked about; its second organisation may be one that is here."""
    here = Organisation.objects.filter(home_district=make.MAINZ).earliest("pk")
    source = Source.objects.get_or_create(district_id=make.MAINZ, name="Liste der Stadt")[0]
    content = f"Einrichtung;Angebot;PLZ;Intern\n{'Migrationsberatungsstelle' * 3};Kurs;5511;x\n{here.name};;55116;y\n"
    return ImportRun.objects.create(district=source.district, source=source, content=content.encode())


def previewed() -> ImportRun:
    run = given()
    run.ask(ImportRun.State.PLANNING)
    turn()
    return run


def admin_addresses() -> list[str]:
    post, offer = Post.objects.get(district=make.MAINZ), Offer.objects.earliest("pk")
    organisation, message = Organisation.objects.earliest("pk"), Message.objects.earliest("pk")
    at_post = f"/verwaltung/ansprechstelle/{post.pk}/"
    return [
        "/verwaltung/",
        "/verwaltung/mitnehmen/",
        "/verwaltung/aufnehmen/",
        "/verwaltung/quellen/",
        "/verwaltung/quellen/new/",
        "/verwaltung/einbetten/",
        "/verwaltung/pruefen/",
        "/verwaltung/aenderungen/",
        "/verwaltung/zuschriften/",
        f"/verwaltung/zuschriften/{message.pk}/",
        f"/verwaltung/einrichtungen/link/{organisation.pk}/",
        "/verwaltung/angebote/",
        f"/verwaltung/angebote/edit/{offer.pk}/",
        "/verwaltung/einrichtungen/",
        f"/verwaltung/einrichtungen/edit/{organisation.pk}/",
        at_post,
        *(f"{at_post}{step}/" for step in ("name", "vertretung", "uebergabe")),
    ]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_what_members_see_can_be_read_by_all_who_may(look: dict[str, Any], people: SignedIn, reader: Reader) -> None:
    found: list[str] = []
    for cookie in (people.manager, people.land):
        with reader(**look) as context:
            context.add_cookies([cookie])
            page = context.new_page()
            for address in people.members:
                found += faults(page, address, "#inhalt")
    assert not found, "\n".join(found)


def test_the_whole_matrix_fits_a_printed_page(people: SignedIn, reader: Reader) -> None:
    upright = 718  # CSS pixels of A4 between margins of 1 cm
    with reader(upright) as context:
        context.add_cookies([people.land])
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto("/abdeckung/?topic=sprache")
        assert page.locator(".matrix__head").count() == 37
        assert page.locator(".matrix").bounding_box()["width"] <= upright
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_directorys_pages_of_the_admin_can_be_used_by_everybody(
    width: int, people: SignedIn, reader: Reader
) -> None:
    """Judged is what is ours: Wagtail's menu and head are its own."""
    found: list[str] = []
    with reader(width) as context:
        context.add_cookies([people.manager])
        page = context.new_page()
        for address in people.admin:
            found += faults(page, address, "#main")
    assert not found, "\n".join(found)


def faults(page: Page, address: str, part: str) -> list[str]:
    answer = page.goto(address)
    if answer is None or answer.status != 200 or page.url.split("?")[0].split("/", 3)[3] != address.split("?")[0][1:]:
        return [f"{address}: {answer and answer.status} {page.url}"]
    rules = Axe().run(page, context=part).response["violations"]
    found = [f"{address}: {rule['id']}: {rule['nodes'][0]['html']}" for rule in rules]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{address}: has to be scrolled sideways")
    return found
