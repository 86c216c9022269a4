"""The address of a shelter leaves the portal by no address: every one that the portal knows is asked for it.

The addresses are read from the portal itself, so that one which comes later is asked too. One with a variable that
nobody has described here fails the test: add it to VALUES, or to LEFT_OUT with its reason.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from openpyxl import load_workbook

from accounts.models import Role
from directory.models import Contact, Location, Offer, Organisation, Proposal
from regions.models import Postcode
from search import jobs
from search.models import SearchDocument
from tests.factories import MAINZ, TRIER, LocationFactory, OfferFactory, OrganisationFactory, person, portal

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

ADDRESS = {
    "street": "Zufluchtsgasse 77",
    "postcode": "55997",
    "place": "Verstecktheim",
    "latitude": 49.91347,
    "longitude": 8.21759,
    "directions": "Linie 66 bis Geheimplatz",
}
SECRETS = ("zufluchtsgasse", "55997", "verstecktheim", "49.913", "49,913", "8.217", "8,217", "geheimplatz")
NAME, OFFER = "Schutzwohnung Linde", "Aufnahme rund um die Uhr"

LEFT_OUT = (
    r"token>",  # mailed to whoever keeps the entry, who knows the address
    r"^metrics",  # for the operator's own network; figures alone
    r"^verwaltung/(failwhale|logout|test404|dismissibles|sprite|jsi18n|bulk|editing-sessions)",  # no entry is shown
    r"^verwaltung/(pages|api|choose-|workflows|collections|tag-autocomplete|forms|redirects|settings|embeds)",  # pages
    r"^verwaltung/(images|documents|snippets|reports|block-preview|password_reset|login)",  # Wagtail's own
    r"^verwaltung/(themen|zielgruppen|sprachen|gleichbedeutend|rollen|sites|users|nachrichten|begutachtung)",
    r"^(konto|dokumente|dateien|_util|\^)",  # people and files; Wagtail's own door to pages is asked by their address
)


def patterns(found: list[Any], before: str = "") -> Iterator[str]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)


def addresses(shelter: Organisation) -> list[str]:
    """Each address of the portal, its variables filled in with whatever could name the shelter."""
    offer, location = shelter.offers.get(), shelter.locations.get()
    district = shelter.home_district
    values: dict[str, list[object]] = {
        "pk": sorted({shelter.pk, offer.pk, location.pk}),
        "id": [shelter.uid, offer.uid, location.uid, *ids_of_interface()],
        "what": ["einrichtung", "angebot"],
        "kind": ["organisation", "offer"],
        "role": [1],
        "page_id": [district.page.pk],
        "revision_id": [1],
        "ags": [district.ags],
        "location": [location.pk],
        "uid": [shelter.uid, offer.uid, location.uid],
    }
    found = ["/kreise/", district.page.get_url(), "/land/", "/staedtetag/"]
    for pattern in patterns(get_resolver().url_patterns):
        if any(re.search(left, pattern) for left in LEFT_OUT) or "^" in pattern:
            continue
        slugs = {"angebote": offer.slug, "einrichtungen": shelter.slug}
        values["slug"] = [slugs.get(pattern.partition("/")[0], district.slug)]
        ways = [f"/{pattern}"]
        for variable, name in re.findall(r"(<(?:\w+:)?(\w+)>)", pattern):
            assert name in values, f"{pattern}: what stands for {name}?"
            ways = [way.replace(variable, str(value)) for way in ways for value in values[name]]
        found += ways
    return found


def ids_of_interface() -> list[str]:
    listed = Client().get("/api/hsds/v3/service_at_locations").json()["contents"]
    return [row["id"] for row in listed]


def questions() -> list[str]:
    """The shelter asked for by its address: by words, by place, by radius, in every list and interface."""
    words = ["Zufluchtsgasse", "Zufluchtsgasse 77", "55997", "Verstecktheim", "Geheimplatz", "Zufluchtsgas"]
    lists = ["/suche/", "/angebote/", "/einrichtungen/", "/angebote/liste.csv", "/angebote/liste.xlsx"]
    asked = [f"{path}?q={word}" for path in [*lists, "/api/v1/search", "/api/v1/suggest"] for word in words]
    asked += [f"/api/hsds/v3/{rows}?search={word}" for rows in ("organizations", "services") for word in words]
    asked += [f"{path}?ort=55997&umkreis={km}" for path in lists for km in (2, 50)]
    return asked


def text_of(content: bytes, kind: str) -> str:
    """What a reader can read of an answer, in small letters."""
    if kind.startswith("application/pdf"):
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_bounded() for page in pages).casefold()
    if "spreadsheetml" in kind:
        rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row).casefold()
    return content.decode(errors="replace").replace("\r\n ", "").casefold()


def read(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code < 500, address
    return text_of(answer.getvalue(), answer["Content-Type"])


@pytest.fixture
def shelter() -> Organisation:
    portal(MAINZ, TRIER)
    Postcode.objects.create(postcode="55997", place="Anderswo", district_id=MAINZ, latitude=49.91, longitude=8.21)
    made: Organisation = OrganisationFactory(name=NAME, home_district_id=MAINZ, phone="06131 0000")
    made.districts_served.add(TRIER)
    location = LocationFactory(organisation=made, hide_address=True, opening_hours="immer", **ADDRESS)
    Contact.objects.create(organisation=made, function="Aufnahme", phone="06131 0001")
    offer: Offer = OfferFactory(organisation=made, title=OFFER, is_free=True)
    offer.locations.add(location)
    offer.schedules.create(weekday=0)
    values = {field: ["", value] for field, value in ADDRESS.items()}
    Proposal.objects.create(organisation=made, location=location, values=values, state=Proposal.State.LIVE)
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    return made


def stranger() -> Client:
    """The manager of another district."""
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=TRIER))
    return client


@pytest.mark.parametrize("reader", [Client, stranger], ids=["a visitor", "another district's manager"])
def test_no_address_tells_where_a_shelter_is(shelter: Organisation, reader: Any) -> None:
    client = reader()
    asked = addresses(shelter)
    answers = {address: read(client, address) for address in asked}
    told = {address: [word for word in SECRETS if word in text] for address, text in answers.items()}
    assert {address: words for address, words in told.items() if words} == {}
    for shown in (shelter.get_absolute_url(), shelter.offers.get().get_absolute_url()):
        assert NAME.casefold() in answers[shown]


@pytest.mark.parametrize("reader", [Client, stranger], ids=["a visitor", "another district's manager"])
def test_nobody_finds_a_shelter_by_its_address(shelter: Organisation, reader: Any) -> None:
    client = reader()
    found = [
        question
        for question in questions()
        if any(name.casefold() in read(client, question) for name in (NAME, OFFER, shelter.slug))
    ]
    assert found == []


def test_the_search_keeps_no_word_of_a_hidden_address(shelter: Organisation) -> None:
    """Not even where no page would show it: a dump of the index tells nothing."""
    rows = SearchDocument.objects.filter(title__in=[NAME, OFFER])
    assert rows.count() == 2
    for row in rows.values():
        assert not [word for word in SECRETS if word in str(row).casefold()]


def test_an_address_that_becomes_hidden_leaves_what_was_found_by_it(client: Client, shelter: Organisation) -> None:
    Location.objects.update(hide_address=False)
    for thing in (shelter, *shelter.offers.all()):
        thing.save()
    location = shelter.locations.get()
    location.save()
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    assert NAME.casefold() in read(client, "/suche/?q=Zufluchtsgasse")
    location.hide_address = True
    location.save()
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    assert NAME.casefold() not in read(client, "/suche/?q=Zufluchtsgasse")
    assert NAME.casefold() not in read(client, "/angebote/?ort=55997&umkreis=2")
