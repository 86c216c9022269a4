"""Words in saved versions of pages: drafts, what is scheduled, and old versions that somebody may take up again.

A version keeps primary keys in its JSON. One that is published after its word went would lose it without a word.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, ManyToManyField, Model
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase
from wagtail.models import Revision

Content = dict[str, Any]


def count(word: Model) -> int:
    """How many versions carry the word."""
    return sum(_renew(model, revision.content, word.pk, 0, type(word)) for model, revision in _candidates(type(word)))


def move(source: Model, target: Model) -> None:
    """Every version that carries the source carries the target, once."""
    for model, revision in _candidates(type(source)):
        if _renew(model, revision.content, source.pk, target.pk, type(source)):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _candidates(word: type[Model]) -> Iterator[tuple[type[Model], Revision]]:
    for pk in Revision.objects.order_by().values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(pk).model_class()
        if model is not None and _can_carry(model, word):
            for revision in Revision.objects.filter(content_type=pk).only("pk", "content").iterator(chunk_size=200):
                yield model, revision


@cache
def _can_carry(model: type[Model], word: type[Model]) -> bool:
    return bool(_fields(model, word)) or any(
        _can_carry(relation.related_model, word) for relation in get_all_child_relations(model)
    )


@cache
def _fields(model: type[Model], word: type[Model]) -> tuple[Any, ...]:
    """The model's own relations to the word's model."""
    own = (field for field in model._meta.get_fields() if isinstance(field, ForeignKey | ManyToManyField))
    return tuple(field for field in own if field.related_model is word)


def _renew(model: type[Model], content: Content, source: int, target: int, word: type[Model]) -> bool:
    """Writes the target in the source's place, in the children too; says whether there was any."""
    found = False
    for field in _fields(model, word):
        value = content.get(field.name)
        if isinstance(value, list) and source in value:
            content[field.name] = list(dict.fromkeys(target if pk == source else pk for pk in value))
            found = True
        elif not isinstance(value, list) and value == source:
            content[field.name] = target
            found = True
    for relation in get_all_child_relations(model):
        name, child = relation.get_accessor_name(), relation.related_model
        rows = content.get(name) if _can_carry(child, word) else None
        renewed = [_renew(child, row, source, target, word) for row in rows or ()]
        if rows and any(renewed):
            content[name] = list({row["tag"]: row for row in rows}.values()) if issubclass(child, ItemBase) else rows
            found = True
    return found
