"""Counts a practice's editions: each publishing that changes what readers read makes the next one."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published

from bestpractice.models import Edition, PracticePage

# What only serves to be found or kept; all else of a practice is read, whatever fields it will have.
NOT_READ = {field.name for field in Page._meta.get_fields()} - {"title"} | {
    "page_ptr", "is_example", "topics", "target_groups", "tags", "tagged_items",
}  # fmt: skip


def connect() -> None:
    page_published.connect(note_edition, sender=PracticePage, dispatch_uid="bestpractice.note_edition")


def note_edition(sender: type[PracticePage], instance: PracticePage, **kwargs: Any) -> None:
    """On publishing: the next edition, unless it reads as the last one."""
    fingerprint = fingerprint_of(instance)
    with transaction.atomic():
        PracticePage.objects.select_for_update().get(pk=instance.pk)  # two at once would take the same number
        last = instance.editions.last()
        if last is None or last.fingerprint != fingerprint:
            Edition.objects.create(practice=instance, number=last.number + 1 if last else 1, fingerprint=fingerprint)


def fingerprint_of(practice: PracticePage) -> str:
    """The same for two versions that read alike."""
    read = {name: _read(value) for name, value in practice.serializable_data().items() if name not in NOT_READ}
    return hashlib.sha256(json.dumps(read, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _read(value: Any) -> Any:
    """Rows without the keys that each publishing gives them anew."""
    if isinstance(value, list):
        return [_read(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name not in ("pk", "practice")}
    return value
