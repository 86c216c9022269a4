"""Whoever is renamed is found by the new name wherever the old one stood."""

import pytest
from django.conf import settings
from django.core.management import call_command

from bestpractice.models import Recommendation
from regions.load import load_regions
from regions.models import Association, Postcode
from search import jobs
from search.models import Mark, Passage, SearchDocument
from tests import factories as make

pytestmark = pytest.mark.django_db


def settle() -> None:
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


def found(title: str) -> SearchDocument:
    settle()
    return SearchDocument.objects.get(title=title)


def test_an_association_that_is_renamed_is_named_anew_on_what_it_keeps_and_recommends() -> None:
    make.portal()
    association = Association.objects.get(slug="staedtetag")
    make.MaterialFactory(parent=make.association_page(), title="Leitfaden")
    practice = make.PracticeFactory(parent=make.district_page(), title="Sprachcafé")
    Recommendation.objects.create(practice=practice, association=association, state=Recommendation.State.GRANTED)
    assert found("Leitfaden").owner == "Städtetag"
    assert found("Sprachcafé").facts["recommended_by"] == ["Städtetag"]

    association.short_name = "Städtebund"
    association.save()

    assert found("Leitfaden").owner == "Städtebund"
    assert found("Sprachcafé").facts["recommended_by"] == ["Städtebund"]


def test_an_owners_page_that_is_renamed_is_named_anew_on_what_hangs_below_it() -> None:
    make.portal()
    make.MaterialFactory(parent=make.district_page(), title="Leitfaden")
    make.AnnouncementFactory(parent=make.association_page(), title="Förderaufruf")
    make.AnnouncementFactory(parent=make.land_page(), title="Rundschreiben")
    settle()

    for page in (make.district_page(), make.association_page(), make.land_page()):
        page.title = f"{page.title} (neu)"
        page.save_revision().publish()

    for title in ("Leitfaden", "Förderaufruf", "Rundschreiben"):
        assert found(title).owner.endswith(" (neu)")


def test_setup_reads_a_district_anew_whose_places_changed_and_no_other() -> None:
    call_command("setup", verbosity=0)
    settle()
    page = make.district_page()
    Postcode.objects.filter(district=make.MAINZ).delete()
    page.save()
    settle()
    places = Passage.objects.filter(document__title=page.title, heading="Orte")
    assert not places.exists()
    before = dict(Mark.objects.values_list("key", "version"))

    call_command("setup", verbosity=0)

    after = dict(Mark.objects.values_list("key", "version"))
    assert [key for key in after if after[key] != before.get(key)] == [f"wagtailcore.page:{page.pk}"]
    settle()
    assert "Mainz" in places.get().text


def test_reference_data_that_are_read_again_leave_no_mark() -> None:
    make.portal()
    load_regions(settings.DATA_DIR)
    before = list(Mark.objects.order_by("pk").values())
    load_regions(settings.DATA_DIR)
    assert list(Mark.objects.order_by("pk").values()) == before
