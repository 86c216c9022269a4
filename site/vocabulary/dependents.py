"""What carries words of the vocabulary is built anew for the search when these change: a new name, another parent."""

from collections.abc import Iterator

from django.db.models import Model, Q

from search.registry import register_dependents
from vocabulary.models import Topic


def carries_vocabulary(model: type[Model], *fields: str) -> None:
    """Called by an app for a model that can be found; `fields` are its relations to the vocabulary."""
    for name in fields:
        _register(model, name)


def _register(model: type[Model], name: str) -> None:
    related = model._meta.get_field(name).related_model
    assert isinstance(related, type)

    def carriers(word: Model) -> Iterator[tuple[type[Model], int]]:
        condition = Q(**{name: word.pk})
        if isinstance(word, Topic):  # a row names the topics above its own
            condition |= Q(**{f"{name}__parent": word.pk})
        for pk in model._default_manager.filter(condition).values_list("pk", flat=True).distinct():
            yield model, pk

    register_dependents(related, carriers)
