"""Who may say that an entry is still true: the rule is the table, each line of it is tried over HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from directory.checking.links import entry_link
from directory.entries import Entry, district_of
from directory.models import Offer, Organisation, Post
from tests.factories import MAINZ, TRIER, OfferFactory, OrganisationFactory
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE as OWN_DISTRICT
from tests.rights.test_rights_table import somebody

# ---------------------------------------------------------------------------------------------------------------------
# The table. "own": entries of the own district, for an actor its own; "foreign": of another district, another actor's.
# An association's own districts and the Land's are not theirs to check.

TABLE = OWN_DISTRICT | {"actor by mailed link": {"own": True, "foreign": False}}
# ---------------------------------------------------------------------------------------------------------------------

Attempt = Callable[[Client, Entry], object]


def by_button(client: Client, entry: Entry) -> object:
    """The button on the list of what is due."""
    return client.post(f"/verwaltung/pruefen/{entry._meta.model_name}/{entry.pk}/")


def by_form(client: Client, entry: Entry) -> object:
    """The second button of the entry's form."""
    way = {Organisation: "einrichtungen", Offer: "angebote", Post: "ansprechstelle"}[type(entry)]
    form = {
        "status": "vacant",
        "meanwhile": "Bürgerbüro",
        "kind": "club",
        "name": "Name",
        "title": "Titel",
        "action-confirm": "1",
    }
    form |= {"organisation": str(getattr(entry, "organisation_id", "")), "home_district": district_of(entry).ags}
    for rows in ("schedules", "locations", "contacts"):
        form |= {f"{rows}-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return client.post(f"/verwaltung/{way}/edit/{entry.pk}/", form)


WAYS: dict[str, Attempt] = {"button": by_button, "form": by_form}


def entries_of(ags: str) -> dict[str, Entry]:
    organisation = OrganisationFactory(home_district_id=ags, upkeep_email=f"pflege-{ags}@example.org")
    return {
        "organisation": organisation,
        "offer": OfferFactory(organisation=organisation),
        "post": Post.objects.get(district=ags),
    }


@pytest.mark.parametrize("kind", ["organisation", "offer", "post"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", [role for role in TABLE if "link" not in role])
def test_the_table_holds(world: World, role: str, way: str, kind: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        entry = entries_of(ags)[kind]
        WAYS[way](signed_in(somebody(role)), entry)
        entry.refresh_from_db()
        assert (entry.checked_on == timezone.localdate()) == TABLE[role][whose], whose
        assert entry.verifications.exists() == TABLE[role][whose], whose


@pytest.mark.parametrize("kind", ["organisation", "offer"])
def test_a_mailed_link_acts_on_its_own_entry_alone(world: World, kind: str) -> None:
    own, foreign = entries_of(MAINZ), entries_of(TRIER)
    path = "/" + entry_link(own[kind]).split("/", 3)[3]

    Client().post(path, {"act": "confirm", "pk": str(foreign[kind].pk), "kind": kind})

    changed = [entry for entry in (*own.values(), *foreign.values()) if entry.verifications.exists()]
    assert changed == [own[kind]]


@pytest.mark.parametrize("role", ["visitor", "manager", "deputy, day after", "Land"])
def test_the_list_of_what_is_due_shows_ones_own(world: World, role: str) -> None:
    for name, ags in {"Eigene Beratung": MAINZ, "Fremde Beratung": TRIER}.items():
        OrganisationFactory(name=name, home_district_id=ags, next_check_on=timezone.localdate())

    page = signed_in(somebody(role)).get("/verwaltung/pruefen/").content.decode()

    assert ("Eigene Beratung" in page) == TABLE[role]["own"]
    assert "Fremde Beratung" not in page
