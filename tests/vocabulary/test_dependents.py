"""A word of the vocabulary that changes is found by its new name wherever it is carried."""

import pytest

from search import jobs
from search.models import SearchDocument
from tests import factories as make
from vocabulary.models import TargetGroup, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portal() -> None:
    make.portal()


def settle() -> None:
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


def topics_of(title: str) -> list[str]:
    facets: dict[str, list[str]] = SearchDocument.objects.get(title=title).facets
    return sorted(facets["topic"])


def test_a_topic_that_gets_another_parent_takes_along_what_carries_it() -> None:
    upper = Topic.objects.create(slug="sprache", name="Sprache")
    lower = Topic.objects.create(slug="dolmetschen", name="Dolmetschen")
    offer = make.OfferFactory(title="Telefondolmetschen", organisation__home_district_id=make.MAINZ)
    offer.topics.add(lower)
    practice = make.PracticeFactory(parent=make.district_page(), title="Dolmetscherpool")
    practice.topics.add(lower)
    practice.save()
    settle()
    assert topics_of("Telefondolmetschen") == topics_of("Dolmetscherpool") == ["dolmetschen"]

    lower.parent = upper
    lower.save()
    settle()
    assert topics_of("Telefondolmetschen") == topics_of("Dolmetscherpool") == ["dolmetschen", "sprache"]

    upper.slug = "verstaendigung"
    upper.save()
    settle()
    assert topics_of("Telefondolmetschen") == ["dolmetschen", "verstaendigung"]


def test_a_target_group_that_is_removed_leaves_what_carried_it() -> None:
    group = TargetGroup.objects.create(slug="frauen", name="Frauen")
    offer = make.OfferFactory(title="Schwimmkurs", organisation__home_district_id=make.MAINZ)
    offer.target_groups.add(group)
    settle()
    assert SearchDocument.objects.get(title="Schwimmkurs").facets["target_group"] == ["frauen"]
    group.delete()
    settle()
    assert SearchDocument.objects.get(title="Schwimmkurs").facets["target_group"] == []


def test_a_district_that_is_renamed_is_named_anew_on_its_entries() -> None:
    district = make.district_page().district
    make.OrganisationFactory(name="Familienbüro", home_district=district)
    make.PracticeFactory(parent=make.district_page(), title="Sprachcafé")
    settle()
    district.name = "Mainz am Rhein"
    district.save()
    settle()
    for title in ("Familienbüro", "Sprachcafé"):
        assert SearchDocument.objects.get(title=title).owner == "Stadt Mainz am Rhein"
