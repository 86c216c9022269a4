"""What stands around the hits: figures that are true of what is shown, ways to fewer and to other pages."""

from search.listing import listing_context
from search.params import Address
from search.query import Facet, SearchQuery
from search.results import FacetValue, SearchResults

MAINZ, TRIER, WORMS = FacetValue("07315", "Mainz", 12), FacetValue("07211", "Trier", 8), FacetValue("07319", "Worms", 0)
RESULTS = SearchResults(total=45, facets={Facet.DISTRICT: (MAINZ, TRIER, WORMS)})


def context(**fields: object) -> dict[str, object]:
    return listing_context(SearchQuery(**fields), RESULTS, Address("/suche/"))  # type: ignore[arg-type]  # any field


def test_districts_without_hits_are_not_counted() -> None:
    assert context()["district_count"] == 2


def test_only_the_districts_asked_for_are_counted() -> None:
    assert context(filters={Facet.DISTRICT: frozenset(["07315"])})["district_count"] == 1


def test_a_chip_takes_its_own_filter_back_and_keeps_the_question() -> None:
    chips = context(text="Kita", filters={Facet.DISTRICT: frozenset(["07315", "07211"])})["chips"]
    assert chips == [
        {"label": "Trier", "url": "/suche/?q=Kita&district=07315"},
        {"label": "Mainz", "url": "/suche/?q=Kita&district=07211"},
    ]


def test_pages_are_counted_in_matches() -> None:
    shown = context(text="Kita", page=2)
    assert [page["number"] for page in shown["pages"]] == [1, 2, 3]  # type: ignore[attr-defined]  # a list
    assert shown["previous_url"] == "/suche/?q=Kita"
    assert shown["next_url"] == "/suche/?q=Kita&page=3"
