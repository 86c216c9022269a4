"""When an entry last changed: each thing that the public reads of it moves its `changed_at`, its places and words, too.

QuerySet.update() and bulk_create() send no signals: whoever writes relations in bulk calls `touch_organisations` and
`touch_offers`; bulk_create() itself sets `changed_at`, bulk_update() has to be told.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.utils import timezone

from directory.models import Contact, Location, Offer, Organisation, Schedule
from regions.models import District
from vocabulary.models import Language, TargetGroup, Topic

Keys = Iterable[int]


def touch_organisations(pks: Keys) -> None:
    """Says that these organisations, and with them what is shown of their offers, read differently now."""
    Organisation.objects.filter(pk__in=pks).update(changed_at=timezone.now())


def touch_offers(pks: Keys) -> None:
    """As `touch_organisations`, for offers alone."""
    Offer.objects.filter(pk__in=pks).update(changed_at=timezone.now())


_of_thread = local()


@contextmanager
def untouched() -> Iterator[None]:
    """Signals move no `changed_at` meanwhile: whoever writes thousands at once touches them itself."""
    _of_thread.is_silent = True
    try:
        yield
    finally:
        _of_thread.is_silent = False


def connect() -> None:
    for model in [*PARTS, *WORDS, *TOUCH]:
        post_save.connect(saved, sender=model, dispatch_uid=f"directory.changes.saved.{model.__name__}")
    post_delete.connect(gone, sender=Offer, dispatch_uid="directory.changes.gone.Offer")
    for model in PARTS:
        post_delete.connect(gone, sender=model, dispatch_uid=f"directory.changes.gone.{model.__name__}")
    for model in WORDS:  # before: afterwards nobody carries it any more
        pre_delete.connect(saved, sender=model, dispatch_uid=f"directory.changes.going.{model.__name__}")
    for entry in TOUCH:
        for field in entry._meta.many_to_many:
            m2m_changed.connect(
                related, sender=field.remote_field.through, dispatch_uid=f"directory.changes.related.{field}"
            )


def saved(sender: type[Model], instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if sender in WORDS:
        WORDS[sender](instance)
    elif sender in PARTS:
        PARTS[sender](instance)
    elif update_fields is not None and "changed_at" not in update_fields:  # confirmed, for example
        TOUCH[sender]([instance.pk])


def gone(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if getattr(_of_thread, "is_silent", False):
        return
    if sender is Offer:
        touch_organisations([instance.organisation_id])
    else:
        PARTS[sender](instance)


def related(sender: type[Model], instance: Any, action: str, model: type[Model], **kwargs: Any) -> None:
    """From either side: an offer's topics, or a topic's offers."""
    if not action.startswith("post_"):
        return
    if type(instance) in TOUCH:
        TOUCH[type(instance)]([instance.pk])
    elif model in TOUCH:
        TOUCH[model](kwargs["pk_set"] or ())


def word_changed(word: Any, name: str) -> None:
    """A word's new name stands on whatever carries it."""
    for model in TOUCH:
        if name in {field.name for field in model._meta.many_to_many}:
            model._default_manager.filter(Q(**{name: word.pk})).update(changed_at=timezone.now())


def district_changed(district: District) -> None:
    where = Q(home_district=district.pk) | Q(districts_served=district.pk)
    touch_organisations(Organisation.objects.filter(where).values_list("pk", flat=True))


TOUCH: dict[type[Model], Callable[[Keys], None]] = {Organisation: touch_organisations, Offer: touch_offers}
PARTS: dict[type[Model], Callable[[Any], None]] = {
    Location: lambda part: touch_organisations([part.organisation_id]),
    Contact: lambda part: touch_organisations([part.organisation_id]),
    Schedule: lambda part: touch_offers([part.offer_id]),
}
WORDS: dict[type[Model], Callable[[Any], None]] = {
    Topic: lambda word: word_changed(word, "topics"),
    TargetGroup: lambda word: word_changed(word, "target_groups"),
    Language: lambda word: word_changed(word, "languages"),
    District: district_changed,
}
