"""A members' text never reaches a visitor: every way out, for visitor and member, while it is hidden and while not."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from bestpractice.models import PracticePage
from search import jobs
from tests.bestpractice.takealong.practices import SECRETS, listed, pdf_of, text_of, whole_practice
from tests.factories import TRIER, person

pytestmark = pytest.mark.django_db


def page(client: Client, practice: PracticePage) -> str:
    """Print is the page: what is not in it cannot be printed."""
    return client.get(practice.get_url()).content.decode()


def pdf(client: Client, practice: PracticePage) -> str:
    return text_of(pdf_of(client, practice))


def schema(client: Client, practice: PracticePage) -> str:
    element = page(client, practice).split('<script type="application/ld+json">')[1].split("</script>")[0]
    return json.dumps(json.loads(element), ensure_ascii=False)


def link_preview(client: Client, practice: PracticePage) -> str:
    return "".join(line for line in page(client, practice).splitlines() if "<meta" in line)


def feed(client: Client, practice: PracticePage) -> str:
    return client.get("/praxis/feed.atom").content.decode() + client.get("/praxis/feed.rss").content.decode()


def found(client: Client, practice: PracticePage) -> str:
    by_name, by_secret = (client.get(f"/api/v1/search?q={words}") for words in ("Dolmetscherpool", SECRETS[0]))
    return by_name.content.decode() + by_secret.content.decode()


def table(client: Client, practice: PracticePage) -> str:
    return str(listed(client, "/praxis/liste.csv") + listed(client, "/praxis/nachnutzungen.csv"))


def interface(client: Client, practice: PracticePage) -> str:
    return "".join(client.get(f"/api/v1/{kind}").content.decode() for kind in ("practices", "adoptions"))


Way = Callable[[Client, PracticePage], str]
FOR_ITS_READER: tuple[Way, ...] = (page, pdf, table)  # a member gets there what only members read
FOR_EVERYBODY: tuple[Way, ...] = (schema, link_preview, feed, found, interface)


@pytest.mark.parametrize("lessons_are_public", [False, True])
@pytest.mark.parametrize("way", [*FOR_ITS_READER, *FOR_EVERYBODY])
def test_what_only_members_read_leaves_by_no_way(client: Client, way: Way, lessons_are_public: bool) -> None:
    practice = whole_practice(lessons_are_public=lessons_are_public)
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass

    to_visitor = way(client, practice)
    client.force_login(person("manager", ags=TRIER))  # type: ignore[arg-type]
    to_member = way(client, practice)

    assert "Dolmetscherpool" in to_visitor
    assert "Kein Geld mehr" not in to_visitor
    for secret in SECRETS[:2]:
        if not lessons_are_public:
            assert secret not in to_visitor
        if way in FOR_ITS_READER:
            assert secret in to_member
            assert "Kein Geld mehr" in to_member
    if way in FOR_EVERYBODY:
        assert set(SECRETS).isdisjoint(to_member) or lessons_are_public
    if not lessons_are_public:
        assert SECRETS[2] not in to_visitor


def test_a_members_sheet_says_so_and_is_kept_by_nobody_in_between(client: Client) -> None:
    practice = whole_practice()
    visitors = client.get(f"/praxis/{practice.pk}/praxisbeispiel.pdf")
    assert "public" in visitors["Cache-Control"]

    client.force_login(person("manager", ags=TRIER))  # type: ignore[arg-type]

    members = client.get(f"/praxis/{practice.pk}/praxisbeispiel.pdf")
    assert "no-store" in members["Cache-Control"]
    assert "Nur für Mitglieder" in pdf(client, practice)
    assert "was nur Mitglieder lesen" in page(client, practice)
