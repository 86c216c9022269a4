"""The portal refuses to start while a page type is neither found nor excluded."""

from collections.abc import Iterator

import pytest

from bestpractice.models import PracticePage
from core.models import TextPage
from search import registry
from search.checks import every_page_type_is_decided


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Takes back what the apps have decided on two page types."""
    source = registry.sources.pop(PracticePage)
    registry.excluded.remove(TextPage)
    yield
    registry.register_source(source)
    registry.exclude(TextPage)


def test_every_page_type_of_the_portal_is_decided() -> None:
    assert every_page_type_is_decided() == []


def test_a_forgotten_page_type_is_an_error_that_says_what_to_write(forgotten: None) -> None:
    errors = every_page_type_is_decided()
    assert {error.obj for error in errors} == {PracticePage, TextPage}
    assert "bestpractice/documents.py" in str(next(error.hint for error in errors if error.obj is PracticePage))


def test_a_source_of_an_unknown_kind_is_an_error() -> None:
    kind = registry.kinds.pop("practice")
    try:
        assert [error.id for error in every_page_type_is_decided()] == ["search.E002"]
    finally:
        registry.register_kind(kind)
