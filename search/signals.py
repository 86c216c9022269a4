"""Which changes leave a mark. Receivers hear every model and look at the registry, so apps may register at any time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from taggit.models import ItemBase
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from search import marks, registry

# What any address or any right to read may hang on; these change once in a portal's life.
CHANGES_EVERYTHING = (Site, Locale, CollectionViewRestriction)


_of_thread = local()


@contextmanager
def unmarked() -> Iterator[None]:
    """Signals leave no marks meanwhile: whoever writes thousands at once leaves them itself, in one statement."""
    _of_thread.is_silent = True
    try:
        yield
    finally:
        _of_thread.is_silent = False


def connect() -> None:
    pre_save.connect(remember_place, dispatch_uid="search.remember_place")
    post_save.connect(saved, dispatch_uid="search.saved")
    # Before, while the relations of what shows it still stand, and after, for the things that go with it.
    pre_delete.connect(deleted, dispatch_uid="search.deleting")
    post_delete.connect(deleted, dispatch_uid="search.deleted")
    m2m_changed.connect(relations_changed, dispatch_uid="search.relations_changed")


def remember_place(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Notes where a page with children stood before, so that saved() can tell whether they moved along.

    Wagtail's own signals for a move and a new slug come after the commit; a crash in between would lose them.
    """
    if issubclass(sender, Page) and isinstance(instance, Page) and instance.pk and instance.numchild:
        before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        instance.__dict__["_search_url_path_before"] = before


def saved(sender: type[Model], instance: Model, *, raw: bool = False, **kwargs: Any) -> None:
    """Rows loaded as they were (`raw`) may come before what they refer to; whoever loads them reindexes."""
    if raw:
        return
    if isinstance(instance, Page):
        before = instance.__dict__.pop("_search_url_path_before", instance.url_path)
        if before != instance.url_path:
            marks.mark_subtree(instance.pk)
    changed(instance)


def deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    changed(instance)


def relations_changed(sender: type[Model], instance: Model, action: str, **kwargs: Any) -> None:
    if not action.startswith("post_"):
        return
    changed(instance)
    related: type[Model] = kwargs["model"]
    if related in registry.sources or issubclass(related, Page):
        marks.mark(registry.key_of(related, pk) for pk in kwargs["pk_set"] or ())


def changed(instance: Model) -> None:
    """Marks whatever may read differently after this instance was saved, deleted or related to others."""
    if getattr(_of_thread, "is_silent", False):
        return
    model = type(instance)
    keys: set[str] = set()
    if isinstance(instance, Page) or model in registry.sources:
        keys.add(registry.key_of(model, instance.pk))
    elif isinstance(instance, PageViewRestriction):
        keys.add(f"{marks.SUBTREE}{instance.page_id}")
    elif isinstance(instance, CHANGES_EVERYTHING):
        keys.add(marks.EVERYTHING)
    elif isinstance(instance, ItemBase):
        keys.update(_tagged(instance))
    if isinstance(instance, Page):  # a move saves the base class
        instance = instance.specific_deferred
    for dependents in registry.dependents.get(type(instance), ()):
        keys.update(registry.key_of(other, pk) for other, pk in dependents(instance))
    if keys:
        marks.mark(keys)


def _tagged(item: ItemBase) -> list[str]:
    """The thing that a tag was put on or taken off; tags of a page are saved after the page."""
    tagged: type[Model] | None
    if hasattr(item, "content_object_id"):
        tagged, pk = item._meta.get_field("content_object").related_model, item.content_object_id
    else:
        tagged, pk = item.content_type.model_class(), item.object_id
    if tagged is None or not (tagged in registry.sources or issubclass(tagged, Page)):
        return []
    return [registry.key_of(tagged, pk)]
