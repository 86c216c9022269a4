"""Dossiers: written by the editors of an association and the Land, and true whatever becomes of what they name."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from accounts.models import Role, User
from directory.models import Offer
from library.dossiers import missing_entries
from library.models import DossierEntry, DossierPage
from tests import factories as make
from tests.admin_forms import NO_COMMENTS, rich
from tests.e2e.pages import settle


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    make.portal(make.MAINZ)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editor() -> User:
    return make.person(Role.Kind.EDITOR, association="staedtetag")


def form(*entries: dict[str, Any]) -> dict[str, Any]:
    rows = {
        f"entries-{number}-{name}": value
        for number, entry in enumerate(entries)
        for name, value in {"ORDER": number + 1, "DELETE": "", "id": "", **entry}.items()
    }
    return {
        "title": "Ankommen mit Kindern",
        "slug": "ankommen-mit-kindern",
        "summary": "Der Weg zum Platz.",
        "intro": rich("Zuerst die Kita."),
        "entries-TOTAL_FORMS": len(entries),
        "entries-INITIAL_FORMS": 0,
        "entries-MIN_NUM_FORMS": 0,
        "entries-MAX_NUM_FORMS": 1000,
        **rows,
        **NO_COMMENTS,
        "action-publish": "1",
    }


def new_url(owner: Page) -> str:
    return f"/verwaltung/pages/add/library/dossierpage/{owner.pk}/"


def full_dossier() -> tuple[DossierPage, Page, Page, Offer]:
    practice = make.PracticeFactory(parent=make.district_page(), title="Kita-Lotsen")
    material = make.MaterialFactory(parent=make.land_page(), title="Leitfaden Kita")
    offer = make.OfferFactory(organisation__home_district_id=make.MAINZ, title="Spielgruppe")
    dossier = make.DossierFactory(
        parent=make.association_page(),
        entries=[
            DossierEntry(heading="Zuerst", page=practice, why="Weil es am schnellsten geht.", was="Kita-Lotsen"),
            DossierEntry(page=material, was="Leitfaden Kita"),
            DossierEntry(heading="Dann", offer=offer, why="Für die Wartezeit.", was="Spielgruppe"),
            DossierEntry(link="https://example.org/gesetz", link_title="Das Gesetz"),
        ],
    )
    settle()
    return dossier, practice, material, offer


def read(dossier: Page, client: Client | None = None) -> str:
    answer = (client or Client()).get(dossier.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_editor_puts_a_theme_together_in_the_admin() -> None:
    practice = make.PracticeFactory(parent=make.district_page())
    offer = make.OfferFactory(organisation__home_district_id=make.MAINZ)
    answer = as_(editor()).post(
        new_url(make.association_page()),
        form(
            {"page": practice.pk, "why": "Zuerst."},
            {"offer": offer.pk},
            {"link": "https://example.org/", "link_title": "L"},
        ),
    )
    assert answer.status_code == 302
    dossier = DossierPage.objects.get()
    assert dossier.live
    assert [entry.was for entry in dossier.entries.all()] == [practice.title, offer.title, "L"]


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        ({"why": "Nichts"}, "Bitte wählen Sie eine Seite oder ein Angebot"),
        ({"link": "https://example.org/"}, "Bitte geben Sie dem Link einen Titel"),
        ({"link": "https://example.org/", "link_title": "L", "offer": "x"}, "Bitte nur eines"),
    ],
)
def test_an_entry_is_exactly_one_thing(entry: dict[str, Any], mistake: str) -> None:
    if entry.get("offer"):
        entry = {**entry, "offer": make.OfferFactory(organisation__home_district_id=make.MAINZ).pk}
    answer = as_(editor()).post(new_url(make.association_page()), form(entry))
    assert mistake in answer.content.decode()
    assert not DossierPage.objects.exists()


def test_readers_see_the_way_in_its_order_with_the_reasons() -> None:
    dossier, *_things = full_dossier()
    page = read(dossier)
    places = [page.index(words) for words in ("Kita-Lotsen", "Leitfaden Kita", "Spielgruppe", "Das Gesetz")]
    assert places == sorted(places)
    assert "Weil es am schnellsten geht." in page
    assert 'href="#zuerst"' in page
    assert 'href="#dann"' in page
    assert "4 Einträge" in page


def test_what_is_withdrawn_deleted_or_over_is_skipped_and_told_to_the_editor() -> None:
    dossier, practice, material, offer = full_dossier()
    practice.unpublish()
    PageViewRestriction.objects.create(page=material, restriction_type="login")
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - dt.timedelta(days=1))

    page = read(dossier)
    for words in ("Kita-Lotsen", "Leitfaden Kita", "Spielgruppe", "schnellsten", "Zuerst"):
        assert words not in page
    assert "1 Eintrag" in page
    assert "Kita-Lotsen" not in read(dossier, as_(editor()))  # who signs in reads what all read

    offer.delete()
    said = [(entry.was, why) for entry, why in missing_entries(DossierPage.objects.get())]
    assert said == [
        ("Kita-Lotsen", "nicht mehr für alle zu lesen"),
        ("Leitfaden Kita", "nicht mehr für alle zu lesen"),
        ("Spielgruppe", "gelöscht"),
    ]
    home = as_(editor()).get("/verwaltung/").content.decode()
    assert "In Ihren Dossiers fehlt etwas" in home
    assert "Spielgruppe: gelöscht" in home
    form_page = as_(editor()).get(f"/verwaltung/pages/{dossier.pk}/edit/").content.decode()
    assert "Das sehen Lesende nicht (mehr)" in form_page
    other = make.person(Role.Kind.EDITOR, association="landkreistag")
    assert "In Ihren Dossiers" not in as_(other).get("/verwaltung/").content.decode()


def test_a_new_draft_of_a_page_is_not_told() -> None:
    dossier, practice, _material, _offer = full_dossier()
    practice.title = "Streng vertraulich"
    practice.save_revision()
    assert "Streng vertraulich" not in read(dossier)


def test_a_dossier_is_found_and_listed() -> None:
    full_dossier()
    client = Client()
    assert "Erste Schritte" in client.get("/dossiers/").content.decode()
    hits = client.get("/api/v1/search?kind=dossier&q=Schritte").json()
    assert [hit["kind"] for hit in hits["results"]] == ["dossier"]
    assert "Erste Schritte" in client.get(make.association_page().url).content.decode()
    assert 'href="/dossiers/"' in client.get("/bibliothek/").content.decode()


def test_a_dossier_asks_as_often_with_forty_entries_as_with_four(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = []
    for number in range(20):
        practice = make.PracticeFactory(parent=make.district_page(), title=f"Beispiel {number}")
        offer = make.OfferFactory(organisation__home_district_id=make.MAINZ)
        entries += [DossierEntry(page=practice, was="x"), DossierEntry(offer=offer, was="y")]
    dossier = make.DossierFactory(parent=make.association_page(), entries=entries)
    settle()
    client = Client()
    read(dossier, client)
    with django_assert_max_num_queries(25):
        assert read(dossier, client).count("reading__step") == 40


@pytest.mark.parametrize(
    ("kind", "owner"), [(Role.Kind.MANAGER, "staedtetag"), (Role.Kind.EDITOR, "land"), (Role.Kind.LAND, "staedtetag")]
)
def test_only_an_owners_people_write_its_dossiers(kind: Role.Kind, owner: str) -> None:
    writer = {
        Role.Kind.MANAGER: lambda: make.person(Role.Kind.MANAGER, ags=make.MAINZ),
        Role.Kind.EDITOR: editor,
        Role.Kind.LAND: lambda: make.person(Role.Kind.LAND),
    }[kind]()
    page = make.land_page() if owner == "land" else make.association_page(owner)
    as_(writer).post(new_url(page), form({"link": "https://example.org/", "link_title": "L"}))
    as_(writer).post(new_url(make.district_page()), form({"link": "https://example.org/", "link_title": "L"}))
    assert not DossierPage.objects.exists()


def test_offers_are_chosen_by_title_organisation_or_district() -> None:
    offer = make.OfferFactory(
        organisation__home_district_id=make.MAINZ, organisation__name="Familienbüro", title="Spielgruppe"
    )
    client = as_(editor())
    for words in ("Spielgruppe", "familien", "Mainz spiel"):
        assert "Spielgruppe" in client.get(f"/verwaltung/angebote-waehlen/results/?q={words}").content.decode(), words
    assert "Spielgruppe" not in client.get("/verwaltung/angebote-waehlen/results/?q=Trier").content.decode()
    assert client.get(f"/verwaltung/angebote-waehlen/chosen/{offer.pk}/").status_code == 200
