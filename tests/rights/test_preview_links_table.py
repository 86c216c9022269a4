"""Who shows a draft to somebody without an account: those who act for the district, tried over HTTP."""

import pytest

from bestpractice.models import PreviewLink
from bestpractice.preview.links import address_of
from tests.factories import MAINZ, TRIER
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE
from tests.rights.test_rights_table import somebody

ACTIONS = ("see", "make", "revoke")


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds(world: World, role: str, action: str, whose: str) -> None:
    draft = world.bodies[MAINZ if whose == "own" else TRIER].draft
    client = signed_in(somebody(role))
    at_the_practice = f"/verwaltung/vorschau-links/praxis/{draft.pk}/"
    if action == "make":
        client.post(at_the_practice, {"for_whom": "Amtsleitung"})
        happened = PreviewLink.objects.filter(practice=draft).exists()
    else:
        link = PreviewLink.objects.create(practice=draft, for_whom="Amtsleitung")
        if action == "revoke":
            client.post(f"/verwaltung/vorschau-links/{link.pk}/zuruecknehmen/")
            link.refresh_from_db()
            happened = not link.is_open
        else:
            pages = [client.get(address) for address in (at_the_practice, "/verwaltung/vorschau-links/")]
            seen = {address_of(link) in page.content.decode() for page in pages}
            assert len(seen) == 1
            happened = seen.pop()
    assert happened == TABLE[role][whose]
