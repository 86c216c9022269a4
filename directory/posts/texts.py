"""Where a district's people write free text: each app registers its nouns, so that a withdrawn name is found there."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import CharField, EmailField, Field, Model, SlugField, TextField, URLField

from core.models import Picture, StoredFile
from directory.models import DistrictPage
from directory.owners import collection_of
from regions.models import District

UNTOUCHED = (EmailField, SlugField, URLField)  # addresses: changed by rule they would lead nowhere


@dataclass(frozen=True, slots=True)
class Texts:
    """A model, and the path from it to the district that keeps it: "organisation__home_district"."""

    model: type[Model]
    path: str


_registered: list[Texts] = []


def register_texts(model: type[Model], path: str) -> None:
    _registered.append(Texts(model, path))


def things_of(district: District) -> Iterator[Model]:
    """Everything with text that a district keeps: its page and those below, its entries, its files and pictures."""
    page = DistrictPage.objects.filter(district=district).first()
    if page:
        yield from page.get_descendants(inclusive=True).specific()
        collection = collection_of(page)
        yield from StoredFile.objects.filter(collection=collection)
        yield from Picture.objects.filter(collection=collection)
    for texts in _registered:
        yield from texts.model._default_manager.filter(**{texts.path: district}).distinct()


def text_fields(model: type[Model]) -> Iterator[Field]:
    """Columns in which people write freely: no keys, paths, addresses and choices."""
    for field in model._meta.concrete_fields:
        written = field.editable or field.name == "draft_title"
        is_text = isinstance(field, CharField | TextField) and not isinstance(field, UNTOUCHED)
        if written and is_text and not field.choices:
            yield field
