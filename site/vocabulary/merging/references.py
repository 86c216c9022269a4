"""Whatever refers to a word, found by its model's relations: counted for the preview, and moved to another word."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, ManyToManyField, Model
from django.utils.translation import gettext as _
from taggit.models import ItemBase

from vocabulary.models import Topic, TopicTerm

Field = ForeignKey | ManyToManyField
BY_THEIR_OWN_RULES = {(Topic, "parent"), (TopicTerm, "topic")}  # see merge.py


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words that are kept as their keys in JSON. Both are called in the transaction; `label` in the plural."""

    label: Callable[[], str]
    count: Callable[[str], int]  # how many rows name this slug
    move: Callable[[str, str], None]  # from one slug to another


_elsewhere: list[Elsewhere] = []


def register_elsewhere(place: Elsewhere) -> None:
    """Called in AppConfig.ready() by an app that keeps slugs of topics where no relation shows them."""
    _elsewhere.append(place)


def fields_to(model: type[Model]) -> Iterator[Field]:
    """Every relation to a word, those without a way back too; a table behind a many-to-many field counts as this."""
    for relation in model._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if not relation.auto_created or field is None or (field.model, field.name) in BY_THEIR_OWN_RULES:
            continue
        if isinstance(field, ManyToManyField):
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                yield field
        elif isinstance(field, ForeignKey) and not field.model._meta.auto_created:
            yield field


def count(word: Model) -> dict[str, int]:
    """{what carries the word, in the plural: how many}, without what there is none of."""
    found: Counter[str] = Counter()
    for field in fields_to(type(word)):
        found[_label(field)] += field.model._base_manager.filter(**{field.name: word.pk}).distinct().count()
    if isinstance(word, Topic):
        for place in _elsewhere:
            found[place.label()] += place.count(word.slug)
    return {label: number for label, number in found.items() if number}


def move(source: Model, target: Model) -> None:
    """Whatever carries the source carries the target, once. Sends no signals for many-to-many fields."""
    for field in fields_to(type(source)):
        if isinstance(field, ManyToManyField):
            _move_related(field, source, target)
        else:
            for row in field.model._base_manager.filter(**{field.name: source.pk}):
                _move_row(row, field, target)
    if isinstance(source, Topic) and isinstance(target, Topic):
        for place in _elsewhere:
            place.move(source.slug, target.slug)


def _move_related(field: Any, source: Model, target: Model) -> None:
    mine, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    table = field.remote_field.through._base_manager
    has_both = table.filter(**{other: target.pk}).values(f"{mine}_id")
    table.filter(**{other: source.pk, f"{mine}__in": has_both}).delete()
    table.filter(**{other: source.pk}).update(**{other: target.pk})


def _move_row(row: Model, field: ForeignKey, target: Model) -> None:
    """A row that the target has already (a tag twice on one page) goes."""
    if isinstance(row, ItemBase) and type(row)._base_manager.filter(tag=target, **_tagged(row)).exists():
        row.delete()
        return
    setattr(row, field.name, target)
    try:
        with transaction.atomic():
            row.save(update_fields=[field.name])
    except IntegrityError:
        row.delete()


def _tagged(item: Any) -> dict[str, Any]:
    if hasattr(item, "content_object_id"):
        return {"content_object_id": item.content_object_id}
    return {"content_type_id": item.content_type_id, "object_id": item.object_id}


def _label(field: Field) -> str:
    model: type[Model] = field.model
    if issubclass(model, ItemBase):
        on_one_model = any(own.name == "content_object" for own in model._meta.local_fields)
        if not on_one_model:
            return _("Dateien und Bilder")
        model = model._meta.get_field("content_object").related_model  # type: ignore[assignment]
    return str(model._meta.verbose_name_plural)
