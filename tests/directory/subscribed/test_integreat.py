"""Integreat's region becomes organisations and offers; nothing that may stand there breaks the reader."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.records import ContactRecord, LocationRecord
from directory.subscribed.integreat import addresses, read_integreat, text_of
from tests.directory.subscribed.integreat_answers import CLOSED, ORGANISATION, location, offer, page, region


def read(**parts: Any) -> Any:
    return read_integreat({name: json.dumps(part).encode() for name, part in parts.items()}, "mainz")


def test_a_place_becomes_an_organisation_with_all_that_the_directory_holds() -> None:
    reading = read(locations=[location(organization=ORGANISATION)])

    [record] = reading.directory.organisations
    assert record.key == "location:41"
    assert (record.name, record.kind) == ("Beratungsstelle 41", "counselling")
    assert record.description == (
        "Wir beraten.\nKommen Sie vorbei.\n\nTräger: Beratungsverein\n\n"
        "Termin online: https://stelle.example.org/termin/"
    )
    assert record.opening_hours == "Mo–Di 8–12 Uhr; Mi 8–12, 14–16.30 Uhr; Fr nach Vereinbarung"
    assert record.locations == (
        LocationRecord(key="location:41", street="Marktstraße 1", postcode="55116", place="Mainz", latitude=49.99981,
                       longitude=8.27, is_accessible=True),
    )  # fmt: skip
    assert (record.email, record.phone) == ("stelle@example.org", "+49 6131 0000")
    assert record.website == "https://stelle.example.org/"
    assert not reading.problems


def test_names_of_persons_stay_where_they_are() -> None:
    reading = read(locations=[location()])

    assert reading.directory.organisations[0].contacts == (
        ContactRecord("Anmeldung", "anmeldung@example.org", "+49 6131 1111"),
    )
    assert "Beispiel" not in repr(reading.directory)


def test_a_new_version_of_a_place_is_the_same_place() -> None:
    old, new = (read(locations=[location(id=number)]).directory for number in (1, 2))
    assert old == new


def test_closed_for_now_is_said() -> None:
    [record] = read(locations=[location(temporarily_closed=True, opening_hours=None)]).directory.organisations
    assert record.opening_hours == "vorübergehend geschlossen"


def test_a_week_without_hours_says_nothing() -> None:
    assert read(locations=[location(opening_hours=[CLOSED] * 7)]).directory.organisations[0].opening_hours == ""


def test_a_page_of_an_organisation_is_its_offer_at_its_one_place() -> None:
    reading = read(locations=[location(organization=ORGANISATION)], pages=[page()])

    [made] = reading.directory.offers
    assert made.key == "page:/mainz/de/sprache/kurs-1/"
    assert made.organisation == "location:41"
    assert made.locations == ("location:41",)
    assert (made.title, made.summary) == ("Deutschkurs 1", "Deutsch für den Alltag")
    assert made.description == "Deutsch für den Alltag\nDienstags"


def test_an_organisation_without_or_with_several_places_stands_for_itself() -> None:
    several = [location(number, organization=ORGANISATION) for number in (1, 2)]
    for places in ([], several):
        reading = read(locations=places, pages=[page()])
        assert reading.directory.offers[0].organisation == "organization:7"
        assert reading.directory.organisations[-1].website == "https://verein.example.org/"


def test_general_pages_and_chapters_are_no_offers_and_are_told() -> None:
    chapter = page(2, path="/mainz/de/sprache/")
    reading = read(pages=[chapter, page(1, parent="/mainz/de/sprache/"), page(3, organization=None)])

    assert [made.title for made in reading.directory.offers] == ["Deutschkurs 1"]
    assert [str(problem.text)[:9] for problem in reading.problems] == ["2 Seiten "]


def test_services_on_the_web_belong_to_the_region() -> None:
    reading = read(regions=[region()], offers=[offer()])

    assert [record.name for record in reading.directory.organisations] == ["Integreat Stadt Mainz"]
    [made] = reading.directory.offers
    assert (made.title, made.place) == ("Lehrstellenradar", "im Netz")
    assert "https://lehre.example.org/?plz=55116" in made.description


def test_words_come_out_of_html_without_what_is_none() -> None:
    assert text_of("a &amp; b<br>c<style>x{}</style><p>d  e</p>") == "a & b\nc\nd e"
    assert text_of("<div>" * 20_000 + "tief")


def test_only_a_regions_address_is_one() -> None:
    found = addresses("https://cms.example.org/api/v3/mainz/de/")
    assert found is not None
    assert found["pages"] == "https://cms.example.org/api/v3/mainz/de/pages/"
    assert found["regions"] == "https://cms.example.org/api/v3/regions/"
    for other in ("https://cms.example.org/", "https://cms.example.org/api/v3/mainz/", "/api/v3/a/b",
                  "https://cms.example.org/api/v3/mainz/de/pages/"):  # fmt: skip
        assert addresses(other) is None


NAMES = st.sampled_from(
    "id title location name path organization parent opening_hours content timeSlots start end category contacts"
    " latitude longitude alias url address postcode".split()
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(PLAIN, lambda one: st.lists(one) | st.dictionaries(NAMES, one))


def changed(base: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(sorted(base)), ANYTHING).map(lambda other: {**base, **other})


@given(
    st.lists(changed(location())), st.lists(changed(page())), st.lists(changed(offer())), st.lists(changed(region()))
)
def test_whatever_the_answers_hold_becomes_records_or_problems(
    places: list[Any], pages: list[Any], offers: list[Any], regions: list[Any]
) -> None:
    directory = read(locations=places, pages=pages, offers=offers, regions=regions).directory

    keys = [record.key for record in (*directory.organisations, *directory.offers)]
    assert len(keys) == len(set(keys))
    assert {made.organisation for made in directory.offers} <= set(keys)


@given(st.binary() | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_instead_never_raises(content: bytes) -> None:
    read_integreat({"locations": content, "pages": content, "offers": content, "regions": content}, "mainz")
