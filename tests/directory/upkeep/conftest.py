"""An actor with an address on file, the manager of its district, and the forms as a browser fills them."""

import pytest
from django.test import Client

from accounts.models import Role, User
from directory.models import Offer, Organisation
from directory.upkeep.links import token_for
from tests.factories import MAINZ, LocationFactory, OrganisationFactory, person, portal
from vocabulary.models import Language


@pytest.fixture
def organisation(db: None) -> Organisation:
    portal(MAINZ)
    Language.objects.create(code="ar", name="Arabisch")
    made: Organisation = OrganisationFactory(
        name="Beratung am Dom", home_district_id=MAINZ, upkeep_email="pflege@example.org", phone="06131 0000",
        description="Wir beraten.",
    )  # fmt: skip
    LocationFactory(organisation=made, street="Marktstraße 1", place="Mainz", latitude=50.0, longitude=8.2)
    return made


@pytest.fixture
def manager(organisation: Organisation) -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


def form_address(organisation: Organisation, offer: Offer | None = None) -> str:
    way = f"angebot/{offer.pk}" if offer else "eintrag"
    return f"/pflege/{token_for(organisation)}/{way}/"


def filled(client: Client, address: str, **changes: object) -> dict[str, object]:
    """What the browser would send of the form as it is opened now, with some fields changed."""
    form = client.get(address).context["form"]
    opened = client.get(address).context["opened"]
    sent: dict[str, object] = {"opened": opened}
    for field in form:
        value = field.value()
        if field.name in ("languages", "topics"):
            value = [getattr(item, "pk", item) for item in value or []]
        if value not in (None, False, ""):
            sent[field.name] = value
    sent |= changes
    return {name: value for name, value in sent.items() if value is not None}


def change(client: Client, address: str, **changes: object) -> object:
    return client.post(address, filled(client, address, **changes))
