"""From a change to what is found: what editors do with pages, on the real engines."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from bestpractice.models import PracticePage
from core.publishing import publish_due
from search.models import Mark, SearchDocument
from tests.search.factories import district_index_page, district_page, home_page, practice_page

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

Settle = Callable[[], None]
Found = Callable[..., list[str]]


def test_what_is_published_is_found(settle: Settle, found: Found) -> None:
    practice = practice_page(district_page(), live=False)
    settle()
    assert found("Sprachcafé") == []
    practice.save_revision().publish()
    settle()
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]


def test_a_draft_of_a_live_page_is_not_visible(settle: Settle, found: Found) -> None:
    practice = practice_page(district_page())
    practice.title = "Fahrradwerkstatt"
    practice.save_revision()
    settle()
    assert found("Fahrradwerkstatt") == []
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]


def test_what_is_unpublished_is_not_found(settle: Settle, found: Found) -> None:
    practice = practice_page(district_page())
    settle()
    practice.unpublish()
    settle()
    assert found("Sprachcafé") == []


def test_tags_that_are_saved_after_the_page_are_found(settle: Settle) -> None:
    practice = practice_page(district_page())
    settle()
    practice.tags.add("Ehrenamt")
    practice.save()
    settle()
    assert SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}").facets["tag"] == ["Ehrenamt"]


def test_a_page_moved_to_another_district_belongs_to_that_one(settle: Settle) -> None:
    here, there = district_page(), district_page()
    practice = practice_page(here)
    settle()
    practice.move(there, pos="last-child")
    settle()
    row = SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}")
    assert row.facets["district"] == [there.district_id]
    assert there.slug in row.url


def test_the_addresses_below_a_moved_page_move_along(settle: Settle) -> None:
    district = district_page()
    practice = practice_page(district)
    settle()
    index = district_index_page()
    index.slug = "orte"
    index.save()
    settle()
    row = SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}")
    assert row.url.startswith(f"/orte/{district.slug}/")


def test_the_addresses_below_a_renamed_district_page_change(settle: Settle) -> None:
    district = district_page()
    practice = practice_page(district)
    settle()
    district.refresh_from_db()
    district.slug = "umbenannt"
    district.save()
    settle()
    assert "/umbenannt/" in SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}").url


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_what_lies_below_a_restricted_page_is_hidden_until_that_is_lifted(
    settle: Settle, found: Found, kind: str
) -> None:
    practice = practice_page(district_page())
    settle()
    restriction = PageViewRestriction(page=Page.objects.get(pk=district_index_page().pk), restriction_type=kind)
    restriction.save()
    restriction.groups.add(Group.objects.get_or_create(name="Mitglieder")[0])
    settle()
    assert found("Sprachcafé") == []
    restriction.delete()
    settle()
    assert found("Sprachcafé") == [practice.title]


def test_deleting_a_page_removes_it_and_all_below_it(settle: Settle, found: Found) -> None:
    district = district_page()
    practice_page(district)
    settle()
    district.refresh_from_db()
    district.delete()
    settle()
    assert found("Sprachcafé") == []
    assert not SearchDocument.objects.filter(alive=True).exists()


def test_pages_deleted_by_a_queryset_are_removed(settle: Settle, found: Found) -> None:
    practice_page(district_page())
    settle()
    PracticePage.objects.all().delete()
    settle()
    assert found("Sprachcafé") == []


def test_a_thing_made_again_under_its_former_key_is_found(settle: Settle, found: Found) -> None:
    district = district_page()
    practice = practice_page(district)
    settle()
    key = practice.pk
    before = SearchDocument.objects.get(key=f"wagtailcore.page:{key}").version
    practice.delete()
    settle()
    practice_page(district, pk=key, title="Lesepatinnen")
    settle()
    assert found("Lesepatinnen") == ["Lesepatinnen"]
    assert SearchDocument.objects.get(key=f"wagtailcore.page:{key}").version > before


def test_a_page_is_found_from_its_scheduled_time_until_it_expires(settle: Settle, found: Found) -> None:
    practice = practice_page(district_page(), live=False)
    now = timezone.now()
    practice.go_live_at, practice.expire_at = now + dt.timedelta(hours=1), now + dt.timedelta(hours=3)
    practice.save_revision().publish()
    settle()
    assert found("Sprachcafé") == []
    for hours, titles in ((2, ["Sprachcafé im Bürgerhaus"]), (4, [])):
        with time_machine.travel(now + dt.timedelta(hours=hours)):
            publish_due()
            settle()
            assert found("Sprachcafé") == titles


def test_many_pages_unpublished_at_once_are_all_gone(settle: Settle, found: Found) -> None:
    district = district_page()
    for number in range(25):
        practice_page(district, title=f"Sprachcafé {number}")
    settle()
    assert len(found("Sprachcafé")) == 20
    PracticePage.objects.all().unpublish()
    settle()
    assert found("Sprachcafé") == []


def test_a_thing_that_cannot_be_read_is_put_off_and_holds_up_nobody(settle: Settle, found: Found) -> None:
    lost = practice_page(home_page(), title="Lesepatinnen")  # below no district: its source raises
    practice_page(district_page())
    settle()
    mark = Mark.objects.get(key=f"wagtailcore.page:{lost.pk}")
    assert mark.attempts == 1
    assert "DoesNotExist" in mark.error
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]
    lost.move(district_page(), pos="last-child")
    settle()
    assert found("Lesepatinnen") == ["Lesepatinnen"]
    assert not Mark.objects.filter(attempts__gt=0).exists()
