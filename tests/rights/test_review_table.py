"""Who reviews what: the queue, reading, taking it in hand, remarks, ticks and the two answers, each tried over HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from bestpractice.models import PracticePage, Recommendation
from tests.factories import ALZEY, MAINZ, PracticeFactory, district_page, person
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import TABLE, somebody

# ---------------------------------------------------------------------------------------------------------------------
# "own": a practice of a member of the own association, "foreign": of another's. For everybody else the city's is "own".
# An editor who wrote on a practice sees it in the queue, and does nothing there.

ACTIONS = ("queue", "read", "claim", "remark", "tick", "grant", "refuse")
EVERYTHING = set(ACTIONS)
NOTHING: set[str] = set()
REVIEWS = {"own": EVERYTHING, "foreign": NOTHING}
NONE = {"own": NOTHING, "foreign": NOTHING}

MAY: dict[str, dict[str, set[str]]] = dict.fromkeys(TABLE, NONE) | {
    "editor of the Städtetag": REVIEWS,
    "editor of the Landkreistag": REVIEWS,
    "editor who wrote on it": {"own": {"queue"}, "foreign": NOTHING},
}
# ---------------------------------------------------------------------------------------------------------------------

QUEUE, TITLE = "/verwaltung/begutachtung/", "Vertrauliche Nähstube"


def sees_the_queue(client: Client, word: Recommendation) -> bool:
    return TITLE in client.get(QUEUE).content.decode()


def reads(client: Client, word: Recommendation) -> bool:
    return client.get(f"{QUEUE}{word.pk}/").status_code == 200


def post(**values: str) -> Callable[[Client, Recommendation], bool]:
    """Whether the review was changed by it."""

    def attempt(client: Client, word: Recommendation) -> bool:
        before = state(word)
        client.post(f"{QUEUE}{word.pk}/", {"revision": word.revision_id, **values})
        return state(word) != before

    return attempt


def state(word: Recommendation) -> list[object]:
    return [*Recommendation.objects.filter(pk=word.pk).values(), *word.comments.values()]


ATTEMPTS: dict[str, Callable[[Client, Recommendation], bool]] = {
    "queue": sees_the_queue,
    "read": reads,
    "claim": post(act="claim"),
    "remark": post(act="save", remark_what_we_did="Bitte genauer."),
    "tick": post(act="save", tick_way="on"),
    "grant": post(act="grant", knowingly="1"),
    "refuse": post(act="refuse", reason="Bitte genauer."),
}


def question_of(ags: str) -> Recommendation:
    practice = PracticeFactory(parent=district_page(ags), title=TITLE)
    word: Recommendation = practice.recommendations.get()
    return word


def reviewer(role: str, practice: PracticePage) -> User | None:
    if role != "editor who wrote on it":
        return somebody(role)
    editor = person("editor", association="staedtetag")
    practice.save_revision(user=editor)
    return editor


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("role", MAY)
def test_the_table_of_reviews_holds(world: World, role: str, whose: str) -> None:
    bodies = {"own": MAINZ, "foreign": ALZEY}
    if role == "editor of the Landkreistag":
        bodies = {"own": ALZEY, "foreign": MAINZ}
    for action in ACTIONS:
        word = question_of(bodies[whose])
        client = signed_in(reviewer(role, word.practice))
        assert ATTEMPTS[action](client, word) == (action in MAY[role][whose]), action
        word.practice.delete()


def may_read_feedback(role: str) -> dict[str, bool]:
    """Who edits for the district reads and answers what was said to its practice."""
    if role == "operator":
        return {"own": True, "foreign": True}
    return {"own": role in ("manager", "deputy, first day", "deputy, last day"), "foreign": False}


@pytest.mark.parametrize("role", TABLE)
def test_remarks_are_read_and_answered_by_the_district(world: World, role: str) -> None:
    client = signed_in(somebody(role))
    for whose, ags in {"own": MAINZ, "foreign": ALZEY}.items():
        word = question_of(ags)
        remark = word.comments.create(section="what_we_did", text="Bitte genauer.")
        Recommendation.objects.filter(pk=word.pk).update(state="refused", reason="So noch nicht.")
        address = f"/verwaltung/rueckmeldungen/{word.practice_id}/"

        reads = client.get(address).status_code == 200
        client.post(address, {"remark": remark.pk, "answer": "Steht jetzt da."})

        remark.refresh_from_db()
        allowed = may_read_feedback(role)[whose]
        assert (reads, remark.answer == "Steht jetzt da.") == (allowed, allowed), whose


def test_a_remark_of_a_review_under_way_is_not_told_to_the_district(world: World) -> None:
    word = question_of(MAINZ)
    remark = word.comments.create(section="what_we_did", text="Erst ein Gedanke.")
    client = signed_in(somebody("manager"))
    address = f"/verwaltung/rueckmeldungen/{word.practice_id}/"

    assert "Erst ein Gedanke." not in client.get(address).content.decode()
    assert "Erst ein Gedanke." not in client.get(f"/verwaltung/pages/{word.practice_id}/edit/").content.decode()
    assert client.post(address, {"remark": remark.pk, "answer": "x"}).status_code == 404
