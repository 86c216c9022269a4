"""Who does what with a draft that an editor writes for a member district: the rule is the table, tried over HTTP."""

import pytest

from bestpractice.for_districts.acts import begin
from bestpractice.models import DraftForDistrict, PracticePage
from regions.models import District
from tests.factories import MAINZ
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import form_of, somebody

State = DraftForDistrict.State
ACTIONS = ("read", "edit", "publish", "offer", "take", "give back", "discard", "withdraw")
DISTRICTS = {"read", "edit", "publish", "take", "give back", "discard"}
EDITORS = {"read", "edit", "withdraw"}

# What may be done while it lies with the district (OFFERED), and once the district has taken it over. The draft is of
# Mainz, written by the Städtetag. The operator edits as everywhere, and speaks for neither side.
TABLE: dict[str, dict[str, set[str]]] = {
    "visitor":                          {"offered": set(),                  "taken": set()},
    "manager":                          {"offered": DISTRICTS,              "taken": DISTRICTS - {"take"}},
    "deputy, first day":                {"offered": DISTRICTS,              "taken": DISTRICTS - {"take"}},
    "deputy, last day":                 {"offered": DISTRICTS,              "taken": DISTRICTS - {"take"}},
    "deputy, day before":               {"offered": set(),                  "taken": set()},
    "deputy, day after":                {"offered": set(),                  "taken": set()},
    "editor of the Städtetag":          {"offered": EDITORS,                "taken": set()},
    "editor of the Landkreistag":       {"offered": set(),                  "taken": set()},
    "Land":                             {"offered": set(),                  "taken": set()},
    "operator":                         {"offered": {"read", "edit", "publish"}, "taken": {"read", "edit", "publish"}},
}  # fmt: skip


@pytest.mark.parametrize("state", ["offered", "taken"])
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds(world: World, role: str, action: str, state: str) -> None:
    editor = somebody("editor of the Städtetag")
    assert editor
    draft = begin(
        editor, District.objects.get(ags=MAINZ), title="Aufgeschrieben", contact="Stelle",
        **dict.fromkeys(("starting_point", "what_we_did", "what_it_took"), "<p>Geheimnis</p>"),
    )  # fmt: skip
    draft.become(State.OFFERED if state == "offered" else State.TAKEN)
    client = signed_in(somebody(role))
    address, edit = f"/verwaltung/fuer-kreise/{draft.practice_id}/", f"/verwaltung/pages/{draft.practice_id}/edit/"
    match action:
        case "read":
            happened = any("Geheimnis" in client.get(one).content.decode() for one in (address, edit))
        case "edit":
            client.post(edit, form_of(draft.practice, title="Geändert"))
            latest = PracticePage.objects.get(pk=draft.practice_id).get_latest_revision_as_object()
            happened = latest.title == "Geändert"
        case "publish":
            client.post(address, {"act": "release"})
            client.post(edit, {**form_of(draft.practice), "action-publish": "x"})
            happened = PracticePage.objects.filter(pk=draft.practice_id, live=True).exists()
        case _:
            client.post(address, {"act": action.replace(" ", "_"), "word": "Nein."})
            now = DraftForDistrict.objects.filter(pk=draft.pk).first()
            happened = now is None or now.state != draft.state
    assert happened == (action in TABLE[role][state])
