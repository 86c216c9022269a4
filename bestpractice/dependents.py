"""What a practice's search row tells besides its own text: who recommends it and where it is used."""

from collections.abc import Iterator

from django.db.models import Model

from bestpractice.models import Adoption, PracticePage, Recommendation
from search.registry import register_dependents
from vocabulary.dependents import carries_vocabulary


def register() -> None:
    register_dependents(Recommendation, its_practice)
    register_dependents(Adoption, its_practice)
    carries_vocabulary(PracticePage, "topics", "target_groups")


def its_practice(row: Model) -> Iterator[tuple[type[Model], int]]:
    assert isinstance(row, Recommendation | Adoption)
    yield PracticePage, row.practice_id
