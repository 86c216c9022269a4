"""Who may do what with whose: the rule is the table, each line of it is tried over HTTP."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text

from accounts.models import Role, User
from tests.admin_forms import NO_PARTS
from tests.factories import ALZEY, MAINZ, TRIER, person
from tests.rights.conftest import Body, World, signed_in

# ---------------------------------------------------------------------------------------------------------------------
# The table. "own" are a body's own texts and files, "foreign" another body's. Rows are roles, "yes" lists what the role
# may do; whatever is not listed is refused. Deputies outside their days are visitors who have signed in.

ACTIONS = (
    "read draft", "edit", "publish", "unpublish", "move", "re-slug", "restrict", "delete", "open file", "open picture",
    "choose file", "choose draft", "add",
)  # fmt: skip
EVERYTHING = set(ACTIONS)
# A text may not leave its body: moving needs a place in another body, which only the operator has.
WITH_OWN = EVERYTHING - {"move"}
NOTHING: set[str] = set()

TABLE: dict[str, dict[str, set[str]]] = {
    #                                    own                     foreign
    "visitor":                          {"own": NOTHING,         "foreign": NOTHING},
    "manager":                          {"own": WITH_OWN,        "foreign": NOTHING},
    "deputy, first day":                {"own": WITH_OWN,        "foreign": NOTHING},
    "deputy, last day":                 {"own": WITH_OWN,        "foreign": NOTHING},
    "deputy, day before":               {"own": NOTHING,         "foreign": NOTHING},
    "deputy, day after":                {"own": NOTHING,         "foreign": NOTHING},
    "editor of the Städtetag":          {"own": WITH_OWN,        "foreign": NOTHING},
    "editor of the Landkreistag":       {"own": WITH_OWN,        "foreign": NOTHING},
    "Land":                             {"own": WITH_OWN,        "foreign": NOTHING},
    "operator":                         {"own": EVERYTHING,      "foreign": EVERYTHING},
}  # fmt: skip

# Whose is "own" and "foreign" for each role. An editor's foreign body is a member of the association: reviewing is no
# right to edit.
BODIES = {
    "editor of the Städtetag": ("staedtetag", MAINZ),
    "editor of the Landkreistag": ("landkreistag", ALZEY),
    "Land": ("land", "staedtetag"),
}
OF_A_DISTRICT = (MAINZ, TRIER)
# ---------------------------------------------------------------------------------------------------------------------


def somebody(role: str) -> User | None:
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    days = {
        "first": (today, today + day),
        "last": (today - day, today),
        "before": (today + day, today + 2 * day),
        "after": (today - 2 * day, today - day),
    }
    match role.replace(",", "").split():
        case ["manager"]:
            return person(Role.Kind.MANAGER, ags=MAINZ)
        case ["deputy", *words]:
            first, last = next(days[word] for word in words if word in days)
            return person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=first, valid_until=last)
        case ["editor", *_, name]:
            return person(Role.Kind.EDITOR, association={"Städtetag": "staedtetag"}.get(name, "landkreistag"))
        case ["Land"]:
            return person(Role.Kind.LAND)
        case ["operator"]:
            return person(Role.Kind.OPERATOR)
    return None


def form_of(page: Page, **changes: Any) -> dict[str, Any]:
    """What the edit form of a practice or a material sends."""
    if page.content_type.model == "practicepage":
        text = rich_text("<p>Text</p>")
        values = dict.fromkeys(("starting_point", "what_we_did", "what_it_took"), text)
        values |= {name: rich_text("") for name in ("what_did_not_work", "conditions", "results", "transfer_tips")}
        values |= {"contact": "Stelle", "status": "running", "image": "", **NO_PARTS}
    else:
        values = {"summary": "Kurz", "kind": "guide", "licence": "eigene", "link": "https://example.org/", "file": ""}
    return nested_form_data({"title": page.title, "slug": page.slug, "tags": "", **values, **changes})


def again(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


Attempt = Callable[[Client, Body, World], bool]


def read_draft(client: Client, body: Body, world: World) -> bool:
    """By any address that would show it."""
    number = body.draft.pk
    shown = [
        client.get(f"/verwaltung/pages/{number}/{way}")
        for way in ("edit/", "view_draft/", "history/", "edit/preview/?mode=", "usage/", "copy/", "delete/", "privacy/")
    ]
    shown.append(client.get(f"/verwaltung/api/main/pages/{number}/"))
    shown.append(client.get(body.draft.url))
    return any(body.secret in answer.content.decode() for answer in shown if answer.status_code == 200)


def edit(client: Client, body: Body, world: World) -> bool:
    client.post(f"/verwaltung/pages/{body.draft.pk}/edit/", form_of(body.draft, title="Geändert"))
    return bool(again(body.draft).get_latest_revision_as_object().title == "Geändert")


def publish(client: Client, body: Body, world: World) -> bool:
    client.post(f"/verwaltung/pages/{body.draft.pk}/edit/", {**form_of(body.draft), "action-publish": "x"})
    return bool(again(body.draft).live)


def unpublish(client: Client, body: Body, world: World) -> bool:
    client.post(f"/verwaltung/pages/{body.live.pk}/unpublish/")
    return not again(body.live).live


def move(client: Client, body: Body, world: World) -> bool:
    """To another body that takes this kind of text."""
    others = (other.page for other in world.bodies.values() if other.page.pk != body.page.pk)
    there = next(page for page in others if body.draft.can_move_to(page))
    client.post(f"/verwaltung/pages/{body.draft.pk}/move/{there.pk}/confirm/")
    return bool(again(body.draft).get_parent().pk == there.pk)


def re_slug(client: Client, body: Body, world: World) -> bool:
    form = form_of(body.live, slug="anders")
    client.post(f"/verwaltung/pages/{body.live.pk}/edit/", {**form, "action-publish": "x"})
    return bool(again(body.live).slug == "anders")


def restrict(client: Client, body: Body, world: World) -> bool:
    client.post(f"/verwaltung/pages/{body.live.pk}/privacy/", {"restriction_type": "login", "password": ""})
    return PageViewRestriction.objects.filter(page=body.live).exists()


def delete(client: Client, body: Body, world: World) -> bool:
    client.post(f"/verwaltung/pages/{body.draft.pk}/delete/")
    return not Page.objects.filter(pk=body.draft.pk).exists()


def open_file(client: Client, body: Body, world: World) -> bool:
    return client.get(body.file.url).status_code == 200


def open_picture(client: Client, body: Body, world: World) -> bool:
    original = client.get(f"/dateien/{body.picture.file.name}").status_code
    rendition = client.get(body.picture.get_rendition("width-20").url).status_code
    assert original == rendition
    return original == 200


def choose_file(client: Client, body: Body, world: World) -> bool:
    listed = client.get("/verwaltung/documents/chooser/results/").content.decode()
    chosen = client.get(f"/verwaltung/documents/chooser/chosen/{body.file.pk}/")
    assert (f"/{body.file.pk}/" in listed) == (chosen.status_code == 200)
    return chosen.status_code == 200


def choose_draft(client: Client, body: Body, world: World) -> bool:
    listed = client.get(f"/verwaltung/choose-page/{body.page.pk}/")
    return listed.status_code == 200 and body.secret in json.loads(listed.content)["html"]


def add(client: Client, body: Body, world: World) -> bool:
    """Puts a page below the body by the form that makes one."""
    model = body.draft.content_type.model
    app = body.draft.content_type.app_label
    client.post(f"/verwaltung/pages/add/{app}/{model}/{body.page.pk}/", form_of(body.draft, slug="neu", title="Neu"))
    return Page.objects.child_of(body.page).filter(slug="neu").exists()


ATTEMPTS: dict[str, Attempt] = {
    "read draft": read_draft, "edit": edit, "publish": publish, "unpublish": unpublish, "move": move,
    "re-slug": re_slug, "restrict": restrict, "delete": delete, "open file": open_file, "open picture": open_picture,
    "choose file": choose_file, "choose draft": choose_draft, "add": add,
}  # fmt: skip


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds(world: World, role: str, action: str, whose: str) -> None:
    own, foreign = BODIES.get(role, OF_A_DISTRICT)
    body = world.bodies[own if whose == "own" else foreign]
    assert default_storage.exists(body.file.file.name)
    happened = ATTEMPTS[action](signed_in(somebody(role)), body, world)
    assert happened == (action in TABLE[role][whose])
