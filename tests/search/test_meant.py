""" "Meinten Sie": the results of the corrected words when the typed ones find nothing, and the page says so."""

import pytest
from django.test import Client

from directory.models import Offer, Organisation
from search import jobs, meant, service, words_in_use
from search.models import Word
from search.query import Audience, SearchQuery
from tests.factories import ALZEY, MAINZ, AnnouncementFactory, OfferFactory, OrganisationFactory, land_page, portal

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture(autouse=True)
def offers(settings: object) -> None:
    portal(MAINZ, ALZEY)
    home = OrganisationFactory(home_district_id=MAINZ)
    OfferFactory(organisation=home, title="Wohnungsgeberbestätigung ausfüllen")
    OfferFactory(organisation=home, title="Hebammensprechstunde")
    OfferFactory(organisation=home, title="Sprachkurs am Abend")
    count()


def count() -> None:
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    words_in_use.count()
    meant.forget()


def ask(text: str, audience: Audience = Audience.PUBLIC) -> tuple[list[str], str, str]:
    answer = service.search(SearchQuery(text=text, audience=audience, semantic=False))
    return [hit.title for hit in answer.hits], answer.instead, answer.suggestion


def test_a_mistyped_word_is_answered_by_the_right_one_and_the_page_says_so(client: Client) -> None:
    titles, instead, _none = ask("Wohnungsgeberbestetigung")
    assert titles == ["Wohnungsgeberbestätigung ausfüllen"]
    assert instead == "Wohnungsgeberbestätigung"
    page = client.get("/suche/", {"q": "Wohnungsgeberbestetigung"}).content.decode()
    assert "Zu „Wohnungsgeberbestetigung“ findet sich nichts." in page
    assert 'value="Wohnungsgeberbestetigung"' in page
    answer = client.get("/api/v1/search", {"q": "Wohnungsgeberbestetigung"}).json()
    assert (answer["total"], answer["instead"]) == (1, "Wohnungsgeberbestätigung")


def test_what_finds_something_is_answered_as_typed_with_a_question(client: Client) -> None:
    titles, instead, suggestion = ask("Sprachkurs Hebammensprechstnde")
    assert titles == ["Sprachkurs am Abend"]
    assert (instead, suggestion) == ("", "Sprachkurs Hebammensprechstunde")
    page = client.get("/suche/", {"q": "Sprachkurs Hebammensprechstnde"}).content.decode()
    assert "Meinten Sie" in page
    assert "q=Sprachkurs+Hebammensprechstunde" in page


def test_parts_of_a_compound_find_and_the_whole_word_is_asked_about() -> None:
    home = Organisation.objects.get()
    OfferFactory(organisation=home, title="Dolmetscherpool")
    OfferFactory(organisation=home, title="Treffen von Polen und Tschechen")
    count()
    titles, instead, suggestion = ask("Dolmetscherpol")
    assert "Treffen von Polen und Tschechen" in titles
    assert (instead, suggestion) == ("", "Dolmetscherpool")


@pytest.mark.parametrize("text", ["Sprachkurs", "Hebamme", "Kurse am Abend", "where is the kindergarden", "Кухня"])
def test_words_in_use_their_parts_and_other_languages_are_not_corrected(text: str) -> None:
    _titles, instead, suggestion = ask(text)
    assert (instead, suggestion) == ("", "")


def test_words_of_members_are_not_told_to_visitors() -> None:
    AnnouncementFactory(parent=land_page(), title="Haushaltssperre im Ministerium", text="<p>Vertraulich.</p>")
    count()
    assert not Word.objects.filter(text__in=["Haushaltssperre", "Vertraulich"]).exists()
    assert ask("Haushaltsspere") == ([], "", "")


def test_a_word_that_no_document_has_any_more_is_forgotten() -> None:
    Offer.objects.get(title="Hebammensprechstunde").delete()
    count()
    assert not Word.objects.filter(text="Hebammensprechstunde").exists()
    assert ask("Hebammensprechstnde") == ([], "", "")
