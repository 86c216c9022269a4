"""A practice's page: its picture with its description, and no more queries for it than other pages."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import PictureFactory, PracticeFactory, district_page, portal

pytestmark = pytest.mark.django_db


def test_the_picture_is_shown_with_its_description(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    portal()
    picture = PictureFactory(description="Zwei Menschen lesen gemeinsam einen Brief")
    practice = PracticeFactory(parent=district_page(), image=picture)
    client.get(practice.get_url())
    with django_assert_max_num_queries(28):
        content = client.get(practice.get_url()).content.decode()
    assert 'alt="Zwei Menschen lesen gemeinsam einen Brief"' in content
