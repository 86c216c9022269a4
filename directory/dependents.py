"""Whose search rows say something about something else: when that changes, they are built anew."""

from collections.abc import Iterator

from django.db.models import Model

from directory.models import DistrictPage, Offer, Organisation, Post
from search.registry import register_dependents

Things = Iterator[tuple[type[Model], int]]


def register() -> None:
    register_dependents(Organisation, offers_of_organisation)
    register_dependents(Post, page_of_post)


def offers_of_organisation(organisation: Model) -> Things:
    """An offer shows its organisation's name and is found in its districts."""
    for pk in Offer.objects.filter(organisation=organisation.pk).values_list("pk", flat=True):
        yield Offer, pk


def page_of_post(post: Model) -> Things:
    """A district is found by what its post is responsible for."""
    assert isinstance(post, Post)
    for pk in DistrictPage.objects.filter(district=post.district_id).values_list("pk", flat=True):
        yield DistrictPage, pk
