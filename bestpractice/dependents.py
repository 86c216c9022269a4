"""What a practice's search row tells besides its own text: who recommends it and where it is used."""

from collections.abc import Iterator

from django.db.models import Model

from bestpractice.models import Adoption, PracticePage, Recommendation
from search.registry import register_dependents


def register() -> None:
    register_dependents(Recommendation, its_practice)
    register_dependents(Adoption, its_practice)


def its_practice(row: Model) -> Iterator[tuple[type[Model], int]]:
    assert isinstance(row, Recommendation | Adoption)
    yield PracticePage, row.practice_id
