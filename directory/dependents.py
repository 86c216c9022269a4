"""Whose search rows say something about something else: when that changes, they are built anew."""

from collections.abc import Iterator

from django.db.models import Model, Q
from wagtail.models import Page

from directory.models import AssociationPage, DistrictPage, LandPage, Location, Offer, Organisation, Post
from regions.models import Association, District
from search.registry import register_dependents
from vocabulary.dependents import carries_vocabulary

Things = Iterator[tuple[type[Model], int]]


def register() -> None:
    register_dependents(Organisation, offers_of_organisation)
    register_dependents(Location, organisation_of_location)
    register_dependents(Post, page_of_post)
    register_dependents(District, entries_of_district)
    register_dependents(Association, pages_of_association)
    for owner in (DistrictPage, AssociationPage, LandPage):
        register_dependents(owner, pages_below)
    carries_vocabulary(Organisation, "topics", "languages")
    carries_vocabulary(Offer, "topics", "target_groups", "languages")


def offers_of_organisation(organisation: Model) -> Things:
    """An offer shows its organisation's name and is found in its districts."""
    for pk in Offer.objects.filter(organisation=organisation.pk).values_list("pk", flat=True):
        yield Offer, pk


def organisation_of_location(location: Model) -> Things:
    """Both say where it is: the organisation, and its offers."""
    assert isinstance(location, Location)
    yield Organisation, location.organisation_id
    for pk in Offer.objects.filter(organisation=location.organisation_id).values_list("pk", flat=True):
        yield Offer, pk


def page_of_post(post: Model) -> Things:
    """A district is found by what its post is responsible for."""
    assert isinstance(post, Post)
    for pk in DistrictPage.objects.filter(district=post.district_id).values_list("pk", flat=True):
        yield DistrictPage, pk


def entries_of_district(district: Model) -> Things:
    """Entries name their district; its page and what hangs below it do, too."""
    served = Q(home_district=district.pk) | Q(districts_served=district.pk)
    for organisation in Organisation.objects.filter(served).distinct():
        yield Organisation, organisation.pk
        yield from offers_of_organisation(organisation)
    for page in DistrictPage.objects.filter(district=district.pk):
        yield DistrictPage, page.pk
        yield from pages_below(page)


def pages_of_association(association: Model) -> Things:
    """What an association keeps names it."""
    for page in AssociationPage.objects.filter(association=association.pk):
        yield AssociationPage, page.pk
        yield from pages_below(page)


def pages_below(page: Model) -> Things:
    """What an owner keeps bears the title of the owner's page."""
    assert isinstance(page, Page)
    for pk in page.get_descendants().values_list("pk", flat=True):
        yield Page, pk
