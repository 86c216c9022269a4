"""Who curates: dossiers and start slots follow their owner, merging the vocabulary is its keepers'."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from library.models import DossierPage, StartSlot
from tests.factories import MAINZ
from tests.library.test_dossiers import form, new_url
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import somebody
from vocabulary.models import Topic

NONE: set[str] = set()
ALL = {"staedtetag", "landkreistag", "land"}
TABLE: dict[str, dict[str, set[str]]] = {
    #                              whose dossiers and slots       whether words are merged
    "visitor":                    {"owners": NONE,                "merge": NONE},
    "manager":                    {"owners": NONE,                "merge": NONE},
    "deputy, first day":          {"owners": NONE,                "merge": NONE},
    "deputy, day after":          {"owners": NONE,                "merge": NONE},
    "editor of the Städtetag":    {"owners": {"staedtetag"},      "merge": {"all"}},
    "editor of the Landkreistag": {"owners": {"landkreistag"},    "merge": {"all"}},
    "Land":                       {"owners": {"land"},            "merge": NONE},
    "operator":                   {"owners": ALL,                 "merge": {"all"}},
}  # fmt: skip
OWNERS = ("staedtetag", "landkreistag", "land")


def adds_dossier(client: Client, owner: Page, _page: Page) -> bool:
    client.post(new_url(owner), form({"link": "https://example.org/", "link_title": "Das Gesetz"}))
    return DossierPage.objects.child_of(owner).exists()


def adds_slot(client: Client, owner: Page, page: Page) -> bool:
    sent = {"owner": owner.pk, "page": page.pk, "text": "Jetzt", "until": timezone.localdate().isoformat()}
    client.post("/verwaltung/startseite/new/", sent)
    return StartSlot.objects.filter(owner=owner).exists()


ATTEMPTS: dict[str, Callable[[Client, Page, Page], bool]] = {"dossier": adds_dossier, "slot": adds_slot}


@pytest.mark.parametrize("role", TABLE)
@pytest.mark.parametrize("what", ATTEMPTS)
def test_dossiers_and_slots_follow_their_owner(world: World, role: str, what: str) -> None:
    client, live = signed_in(somebody(role)), world.bodies[MAINZ].live
    done = {owner for owner in OWNERS if ATTEMPTS[what](client, world.bodies[owner].page, live)}
    assert done == TABLE[role]["owners"]


@pytest.mark.parametrize("role", TABLE)
def test_topics_are_merged_by_the_keepers_of_the_vocabulary(world: World, role: str) -> None:
    source, target = (Topic.objects.create(slug=slug, name=slug) for slug in ("eins", "zwei"))
    signed_in(somebody(role)).post("/verwaltung/themen/zusammenfuehren/", {"source": source.pk, "target": target.pk})
    assert Topic.objects.filter(slug="eins").exists() is not bool(TABLE[role]["merge"])
