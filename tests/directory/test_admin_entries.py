"""Organisations, offers and the post in the admin: kept by the people of their district, and by nobody else."""

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import Role, User
from directory.models import Offer, Organisation, Post
from tests.admin_forms import NO_ROWS
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person, portal

ORGANISATIONS, OFFERS, POSTS = "/verwaltung/einrichtungen/", "/verwaltung/angebote/", "/verwaltung/ansprechstelle/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


def manager(ags: str = MAINZ) -> User:
    return person(Role.Kind.MANAGER, ags=ags)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


OUTSIDERS = {
    "a foreign manager": lambda: manager(ALZEY),
    "an editor": lambda: person(Role.Kind.EDITOR, association="staedtetag"),
    "the Land": lambda: person(Role.Kind.LAND),
    "somebody without a role": lambda: User.objects.create_user("ohne@example.org", "x"),
}


def test_a_manager_adds_an_organisation_without_being_asked_for_the_district() -> None:
    client = as_(manager())
    assert 'name="home_district"' not in client.get(f"{ORGANISATIONS}new/").content.decode()

    response = client.post(
        f"{ORGANISATIONS}new/", {"name": "Sprachcafé", "kind": "club", "home_district": ALZEY, **NO_ROWS}
    )

    assert response.status_code == 302
    organisation = Organisation.objects.get()
    assert organisation.home_district_id == MAINZ
    assert organisation.checked_on is None
    assert ModelLogEntry.objects.filter(object_id=str(organisation.pk), action="wagtail.create").exists()


def test_who_acts_for_two_districts_is_asked_which_of_the_two() -> None:
    both = manager()
    Role.objects.create(user=both, kind=Role.Kind.MANAGER, district_id=ALZEY)
    client = as_(both)
    assert 'name="home_district"' in client.get(f"{ORGANISATIONS}new/").content.decode()

    client.post(f"{ORGANISATIONS}new/", {"name": "Sprachcafé", "kind": "club", "home_district": ALZEY, **NO_ROWS})

    assert Organisation.objects.get().home_district_id == ALZEY


def test_the_lists_show_ones_own_and_the_operator_all() -> None:
    OfferFactory(organisation=OrganisationFactory(name="Beratung Mainz", home_district_id=MAINZ), title="Treff Mainz")
    OfferFactory(organisation=OrganisationFactory(name="Beratung Alzey", home_district_id=ALZEY), title="Treff Alzey")
    own, all_ = as_(manager()), as_(person(Role.Kind.OPERATOR))

    for url, mine, foreign in [
        (ORGANISATIONS, "Beratung Mainz", "Beratung Alzey"),
        (OFFERS, "Treff Mainz", "Treff Alzey"),
    ]:
        mine_only, everything = own.get(url).content.decode(), all_.get(url).content.decode()
        assert mine in mine_only
        assert foreign not in mine_only
        assert mine in everything
        assert foreign in everything


def test_the_lists_are_searched_and_filtered() -> None:
    OrganisationFactory(name="Sprachcafé Neustadt", home_district_id=MAINZ, kind="club")
    OrganisationFactory(name="Jugendamt", home_district_id=MAINZ, kind="office")
    client = as_(manager())

    assert "Jugendamt" not in client.get(f"{ORGANISATIONS}results/?q=sprachcafe").content.decode()
    found = client.get(f"{ORGANISATIONS}results/?q=Sprachcaf").content.decode()
    assert "Sprachcafé Neustadt" in found
    assert "Jugendamt" not in found
    assert "Sprachcafé Neustadt" not in client.get(f"{ORGANISATIONS}results/?kind=office").content.decode()
    assert "Jugendamt" not in client.get(f"{ORGANISATIONS}results/?due=true").content.decode()


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_nobody_else_reads_or_changes_an_entry(outsider: str) -> None:
    organisation = OrganisationFactory(name="Beratung Mainz", home_district_id=MAINZ)
    offer = OfferFactory(organisation=organisation, title="Treff Mainz")
    post = Post.objects.get(district=MAINZ)
    client = as_(OUTSIDERS[outsider]())
    addresses = [
        f"{url}{view}/{pk}/"
        for url, pk in [(ORGANISATIONS, organisation.pk), (OFFERS, offer.pk), (POSTS, post.pk)]
        for view in ("edit", "delete", "history", "history-results", "usage")
    ]

    for address in addresses:
        assert client.get(address).status_code == 302, address
        assert client.post(address, {"name": "Geändert", "title": "Geändert"}).status_code == 302, address

    organisation.refresh_from_db()
    offer.refresh_from_db()
    assert (organisation.name, offer.title) == ("Beratung Mainz", "Treff Mainz")


@pytest.mark.parametrize("who", ["an editor", "the Land", "somebody without a role"])
def test_who_keeps_no_district_has_no_lists(who: str) -> None:
    client = as_(OUTSIDERS[who]())

    for url in (ORGANISATIONS, OFFERS, POSTS, f"{ORGANISATIONS}new/", f"{OFFERS}new/"):
        assert client.get(url).status_code == 302, url


def test_an_offer_belongs_to_an_organisation_of_the_own_district() -> None:
    own, foreign = OrganisationFactory(home_district_id=MAINZ), OrganisationFactory(home_district_id=ALZEY)
    client = as_(manager())

    refused = client.post(f"{OFFERS}new/", {"organisation": foreign.pk, "title": "Treff", **NO_ROWS})
    assert refused.status_code == 200
    assert not Offer.objects.exists()

    client.post(f"{OFFERS}new/", {"organisation": own.pk, "title": "Treff", **NO_ROWS})
    assert Offer.objects.get().organisation == own


def test_an_offer_cannot_be_moved_to_a_foreign_organisation() -> None:
    foreign = OrganisationFactory(home_district_id=ALZEY)
    offer = OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ))

    as_(manager()).post(f"{OFFERS}edit/{offer.pk}/", {"organisation": foreign.pk, "title": "Treff", **NO_ROWS})

    offer.refresh_from_db()
    assert offer.organisation != foreign


def test_without_an_organisation_the_way_to_an_offer_leads_there_first() -> None:
    response = as_(manager()).get(f"{OFFERS}new/", follow=True)

    assert response.redirect_chain[-1][0] == f"{ORGANISATIONS}new/"
    assert "Bitte legen Sie zuerst die Einrichtung an" in response.content.decode()


def test_saving_is_not_checking() -> None:
    organisation = OrganisationFactory(home_district_id=MAINZ)
    before = organisation.next_check_on

    as_(manager()).post(f"{ORGANISATIONS}edit/{organisation.pk}/", {"name": "Neuer Name", "kind": "club", **NO_ROWS})

    organisation.refresh_from_db()
    assert organisation.name == "Neuer Name"
    assert (organisation.checked_on, organisation.next_check_on) == (None, before)


def test_the_way_to_the_post_leads_straight_to_the_own_one() -> None:
    post = Post.objects.get(district=MAINZ)

    assert as_(manager()).get(POSTS).headers["Location"] == f"{POSTS}{post.pk}/"
    every = as_(person(Role.Kind.OPERATOR)).get(POSTS).content.decode()
    assert "Alzey" in every
    assert f"{POSTS}{post.pk}/" in every
    form = as_(manager()).get(f"{POSTS}edit/{post.pk}/").content.decode()
    assert f'href="{POSTS}{post.pk}/"' in form


def test_a_post_is_neither_added_nor_deleted() -> None:
    post = Post.objects.get(district=MAINZ)
    client = as_(person(Role.Kind.OPERATOR))

    assert client.get(f"{POSTS}new/").status_code == 302
    assert client.post(f"{POSTS}delete/{post.pk}/").status_code == 302
    assert Post.objects.filter(pk=post.pk).exists()


def test_a_post_that_nobody_holds_needs_somebody_who_answers() -> None:
    post = Post.objects.get(district=MAINZ)
    client = as_(manager())

    refused = client.post(f"{POSTS}edit/{post.pk}/", {"status": "advertised", "phone": "06131 0000-10"})
    assert "Bitte nennen Sie, wer antwortet" in refused.content.decode()
    assert "06131 0000-10" in refused.content.decode()

    saved = client.post(f"{POSTS}edit/{post.pk}/", {"status": "advertised", "meanwhile": "Bürgerbüro"})
    assert saved.status_code == 302
    post.refresh_from_db()
    assert (post.status, post.meanwhile) == ("advertised", "Bürgerbüro")
