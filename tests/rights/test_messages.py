"""Who sees and answers what visitors wrote: the district's people and the operator; the writer by the token alone."""

from collections.abc import Callable

import pytest
from django.test import Client

from directory.models import Message
from tests.factories import ALZEY, MAINZ, TRIER, MessageFactory
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import TABLE, somebody

# ---------------------------------------------------------------------------------------------------------------------
# "own": a message to Mainz, "foreign": one to Trier; to an association and to the Land both are foreign.

ACTIONS = ("see reports", "see the inbox", "answer", "close", "pass on", "delete as spam", "begin an offer")
EVERYTHING = set(ACTIONS)
NOTHING: set[str] = set()
KEEPS = {"own": EVERYTHING, "foreign": NOTHING}
SEES_NONE = {"own": NOTHING, "foreign": NOTHING}

MAY: dict[str, dict[str, set[str]]] = {
    "visitor": SEES_NONE,
    "manager": KEEPS,
    "deputy, first day": KEEPS,
    "deputy, last day": KEEPS,
    "deputy, day before": SEES_NONE,
    "deputy, day after": SEES_NONE,
    "editor of the Städtetag": SEES_NONE,
    "editor of the Landkreistag": SEES_NONE,
    "Land": SEES_NONE,
    "operator": {"own": EVERYTHING, "foreign": EVERYTHING},
}
# ---------------------------------------------------------------------------------------------------------------------

INBOX, SECRET = "/verwaltung/zuschriften/", "Vertraulicher Nähkurs"


def sees(client: Client, message: Message) -> bool:
    answer = client.get(f"{INBOX}{message.pk}/", follow=True)
    return SECRET in answer.content.decode()


def is_listed(client: Client, message: Message) -> bool:
    listed = SECRET in client.get(INBOX, follow=True).content.decode()
    assert listed or SECRET not in client.get(f"{INBOX}?erledigt=1", follow=True).content.decode()
    return listed


def posted(action: str, **values: str) -> Callable[[Client, Message], bool]:
    """Whether the row was changed by it."""

    def attempt(client: Client, message: Message) -> bool:
        before = Message.objects.filter(pk=message.pk).values().first()
        client.post(f"{INBOX}{message.pk}/", {"action": action, **values})
        return Message.objects.filter(pk=message.pk).values().first() != before

    return attempt


def begins_an_offer(client: Client, message: Message) -> bool:
    answer = client.get(f"/verwaltung/einrichtungen/new/?zuschrift={message.pk}", follow=True)
    return SECRET in answer.content.decode()


ATTEMPTS: dict[str, Callable[[Client, Message], bool]] = {
    "see reports": sees,
    "see the inbox": is_listed,
    "answer": posted("answer", text="Ja."),
    "close": posted("close"),
    "pass on": posted("pass_on", district=ALZEY),
    "delete as spam": posted("spam"),
    "begin an offer": begins_an_offer,
}


def test_every_role_of_the_table_is_tried() -> None:
    assert set(MAY) == set(TABLE)


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", MAY)
def test_the_table_of_messages_holds(world: World, role: str, action: str, whose: str) -> None:
    message = MessageFactory(
        district_id=MAINZ if whose == "own" else TRIER, kind="suggestion", title=SECRET, offered_by=SECRET, text=SECRET
    )
    happened = ATTEMPTS[action](signed_in(somebody(role)), message)
    assert happened == (action in MAY[role][whose])


@pytest.mark.parametrize("role", MAY)
def test_the_token_opens_its_own_message_and_no_role_opens_it_without(world: World, role: str) -> None:
    mine, other = (MessageFactory(district_id=MAINZ, text=text) for text in ("Meine Frage", "Andere Frage"))
    client = signed_in(somebody(role))

    page = client.get(mine.get_absolute_url()).content.decode()
    assert "Meine Frage" in page
    assert "Andere Frage" not in page
    assert client.get(f"/zuschriften/{other.pk}/").status_code == 404
