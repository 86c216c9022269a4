"""What a practice's search row tells besides its own text: who recommends it and where it is used."""

from collections.abc import Iterator

from django.db.models import Model

from bestpractice.models import Adoption, PracticePage, Recommendation
from regions.models import Association
from search.registry import register_dependents
from vocabulary.dependents import carries_vocabulary


def register() -> None:
    register_dependents(Recommendation, its_practice)
    register_dependents(Adoption, its_practice)
    register_dependents(Association, practices_recommended_by)
    carries_vocabulary(PracticePage, "topics", "target_groups")


def its_practice(row: Model) -> Iterator[tuple[type[Model], int]]:
    assert isinstance(row, Recommendation | Adoption)
    yield PracticePage, row.practice_id


def practices_recommended_by(association: Model) -> Iterator[tuple[type[Model], int]]:
    """The seal on a card bears the association's short name."""
    words = Recommendation.objects.filter(association=association.pk)
    for pk in words.values_list("practice", flat=True).distinct():
        yield PracticePage, pk
