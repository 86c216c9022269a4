"""The vocabulary by its keys, and the quick way to relate many things to it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from vocabulary.models import Language, TargetGroup, Topic


class Words:
    """Topics, target groups and languages, read once. A key that `setup` did not bring raises KeyError."""

    def __init__(self) -> None:
        self._topics = {topic.slug: topic for topic in Topic.objects.all()}
        self._target_groups = {group.slug: group for group in TargetGroup.objects.all()}
        self._languages = {language.code: language for language in Language.objects.all()}

    def topics(self, slugs: list[str]) -> list[Topic]:
        return [self._topics[slug] for slug in slugs]

    def target_groups(self, slugs: list[str]) -> list[TargetGroup]:
        return [self._target_groups[slug] for slug in slugs]

    def languages(self, codes: list[str]) -> list[Language]:
        return [self._languages[code] for code in codes]

    def language(self, code: str) -> Language:
        return self._languages[code]


def relate(field: Any, pairs: Iterable[tuple[Model, Iterable[Model]]]) -> None:
    """Writes a many-to-many field (as `Offer.topics`) of new things in one statement; sends no signals."""
    through = field.through
    source, target = field.field.m2m_column_name(), field.field.m2m_reverse_name()
    through.objects.bulk_create(
        through(**{source: thing.pk, target: word.pk}) for thing, words in pairs for word in words
    )
