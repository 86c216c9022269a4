"""Marks: nothing that changes is forgotten, and nobody waits for it."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from pytest_django import Settings
from taggit.models import Tag

from search import marks, registry, service
from search.models import Mark, SearchDocument
from search.query import SearchQuery
from tests.search.factories import district_page, practice_page

Settle = Callable[[], None]
Found = Callable[..., list[str]]

pytestmark = pytest.mark.every_database


@pytest.fixture
def tags_show_groups() -> Iterator[None]:
    """Says, as an app would, that tags read differently when a group changes."""
    registry.register_dependents(Group, lambda group: [(Tag, tag.pk) for tag in Tag.objects.filter(name=group.name)])
    yield
    registry.dependents.pop(Group)


@pytest.mark.django_db
def test_a_mark_rises_with_every_change() -> None:
    marks.mark(["a:1", "b:2"])
    marks.mark(["a:1"])
    assert dict(Mark.objects.values_list("key", "version")) == {"a:1": 2, "b:2": 1}


@pytest.mark.django_db
def test_a_new_change_makes_a_failing_thing_due_at_once() -> None:
    marks.mark(["a:1"])
    Mark.objects.update(attempts=5, error="ValueError", retry_at="2099-01-01T00:00:00Z")
    marks.mark(["a:1"])
    mark = Mark.objects.get()
    assert (mark.attempts, mark.error, mark.retry_at) == (0, "", None)


@pytest.mark.django_db
def test_a_mark_goes_with_the_change_that_is_rolled_back() -> None:
    district = district_page()
    Mark.objects.all().delete()
    with transaction.atomic():
        practice_page(district)
        transaction.set_rollback(True)
    assert not Mark.objects.exists()


@pytest.mark.django_db
def test_what_shows_a_thing_is_marked_with_it(tags_show_groups: None) -> None:
    tag = Tag.objects.create(name="Ehrenamt")
    Mark.objects.all().delete()
    group = Group.objects.create(name="Ehrenamt")
    assert Mark.objects.filter(key=f"taggit.tag:{tag.pk}").exists()
    Mark.objects.all().delete()
    group.delete()
    assert Mark.objects.filter(key=f"taggit.tag:{tag.pk}").exists()


@pytest.mark.django_db(transaction=True)
def test_a_publish_is_found_at_once_without_the_work_process(settle: Settle, found: Found) -> None:
    practice = practice_page(district_page(), live=False)
    settle()
    practice.save_revision().publish()
    assert found("Sprachcafé") == ["Sprachcafé im Bürgerhaus"]
    practice.refresh_from_db()
    practice.unpublish()
    assert found("Sprachcafé") == []


@pytest.mark.django_db(transaction=True)
def test_many_changes_at_once_are_left_to_the_work_process(settle: Settle, found: Found) -> None:
    district = district_page()
    settle()
    with transaction.atomic():
        for number in range(100):
            practice_page(district, title=f"Lesepatinnen {number}")
    assert SearchDocument.objects.filter(kind="practice").count() < 100
    settle()
    assert SearchDocument.objects.filter(kind="practice").count() == 100


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("engine", ["database"], indirect=True)
def test_a_publish_does_not_wait_for_an_elasticsearch_that_is_away(settings: Settings, settle: Settle) -> None:
    practice = practice_page(district_page(), live=False)
    settle()
    settings.SEARCH = {**settings.SEARCH, "ENGINE": "elasticsearch", "ELASTICSEARCH_URL": "http://127.0.0.1:9"}
    start = time.perf_counter()
    practice.save_revision().publish()
    assert time.perf_counter() - start < 2
    results = service.search(SearchQuery(text="Sprachcafé"))
    assert [hit.title for hit in results.hits] == ["Sprachcafé im Bürgerhaus"]
    assert results.degraded
