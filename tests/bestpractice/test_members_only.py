"""What did not work, and what it needs: for members; for visitors only when the district says so; by no way around."""

import pytest
from django.test import Client

from accounts.models import Role, User
from bestpractice.documents import PracticeSource
from bestpractice.models import PracticePage
from search import jobs
from tests.factories import ALZEY, MAINZ, PracticeFactory, district_page, person, portal

FAILED, NEEDED = "Vorhangstange", "Kartoffelkeller"
INVITATION = "Mitglieder des Netzes sehen hier auch, was nicht geklappt hat"
MARK = "Nur für Mitglieder des Netzes sichtbar"

# Who reads it while the district keeps it to the members; editors and the Land are members, too.
READERS = {
    "visitor": False,
    "somebody without a role": False,
    "manager": True,
    "manager of another district": True,
    "editor of the Landkreistag": True,
    "Land": True,
    "operator": True,
}


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


def practice(**values: object) -> PracticePage:
    made: PracticePage = PracticeFactory(
        parent=district_page(),
        title="Sprachcafé am Abend",
        what_did_not_work=f"<p>Die {FAILED} fiel herunter.</p>",
        conditions=f"<p>Ein {NEEDED}.</p>",
        **values,
    )
    return made


def somebody(who: str) -> User | None:
    match who:
        case "manager":
            return person(Role.Kind.MANAGER, ags=MAINZ)
        case "manager of another district":
            return person(Role.Kind.MANAGER, ags=ALZEY)
        case "editor of the Landkreistag":
            return person(Role.Kind.EDITOR, association="landkreistag")
        case "Land":
            return person(Role.Kind.LAND)
        case "operator":
            return person(Role.Kind.OPERATOR)
        case "somebody without a role":
            return User.objects.create_user(email="ohne.rolle@example.org", password="Sieben-Brezeln-am-Dom")
    return None


def as_(who: str) -> Client:
    client = Client()
    user = somebody(who)
    if user:
        client.force_login(user)
    return client


@pytest.mark.parametrize(("who", "reads"), READERS.items())
def test_the_page_shows_it_to_members_and_tells_others_only_that_it_is_there(who: str, reads: bool) -> None:
    page = as_(who).get(practice().get_url()).content.decode()

    assert (FAILED in page, NEEDED in page, MARK in page) == (reads, reads, reads)
    assert (INVITATION in page) != reads


@pytest.mark.parametrize("who", READERS)
def test_everybody_reads_what_the_district_shows_publicly(who: str) -> None:
    page = as_(who).get(practice(lessons_are_public=True).get_url()).content.decode()

    assert FAILED in page
    assert NEEDED in page
    assert MARK not in page
    assert INVITATION not in page


def test_where_nothing_is_kept_back_nobody_is_invited_to_read_more() -> None:
    plain = PracticeFactory(parent=district_page(), what_did_not_work="", conditions="")

    assert INVITATION not in as_("visitor").get(plain.get_url()).content.decode()


def test_a_members_page_is_not_kept_for_the_next_reader() -> None:
    address = practice().get_url()

    member, visitor = as_("manager").get(address), as_("visitor").get(address)

    assert "no-store" in member["Cache-Control"]
    assert "private" in member["Cache-Control"]
    assert "Cookie" in member["Vary"]
    assert "Cookie" in visitor["Vary"]


@pytest.mark.every_database
@pytest.mark.parametrize("is_public", [True, False])
def test_the_search_row_holds_it_only_when_it_is_public(is_public: bool) -> None:
    draft = PracticeSource().describe(practice(lessons_are_public=is_public))
    words = " ".join(part.text for part in draft.body)

    assert (FAILED in words, NEEDED in words) == (is_public, is_public)


@pytest.mark.every_database
@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("word", [FAILED, NEEDED])
def test_no_search_finds_what_is_kept_to_members(who: str, word: str) -> None:
    practice()
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    client = as_(who)

    assert client.get("/api/v1/search", {"q": "Sprachcafé"}).json()["total"] == 1
    assert client.get("/api/v1/search", {"q": word}).json()["total"] == 0
    assert word not in client.get("/suche/", {"q": "Sprachcafé"}).content.decode()
    assert word not in str(client.get("/api/v1/search", {"q": "Sprachcafé"}).json())


@pytest.mark.parametrize("who", ["manager of another district", "editor of the Landkreistag", "Land"])
def test_the_admins_pages_api_does_not_tell_it(who: str) -> None:
    made = practice()

    answer = as_(who).get(f"/verwaltung/api/main/pages/{made.pk}/?fields=*").content.decode()

    assert FAILED not in answer
    assert NEEDED not in answer


@pytest.mark.parametrize("who", ["manager of another district", "editor of the Landkreistag", "Land"])
def test_the_admins_own_search_does_not_find_it(who: str) -> None:
    practice()

    answer = as_(who).get("/verwaltung/pages/search/", {"q": FAILED}).content.decode()

    assert "Sprachcafé am Abend" not in answer
