"""Where a district's people write free text: each app registers its nouns, so that a withdrawn name is found there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import CharField, EmailField, Field, JSONField, Model, QuerySet, SlugField, TextField, URLField

from core.models import Picture, StoredFile
from directory.models import DistrictPage
from directory.owners import collection_of
from regions.models import District

UNTOUCHED = (EmailField, SlugField, URLField)  # addresses: changed by rule they would lead nowhere
Find = Callable[[District], QuerySet[Model]]


@dataclass(frozen=True, slots=True)
class Texts:
    """A model, and which of its rows a district keeps."""

    model: type[Model]
    of: Find


_registered: list[Texts] = []


def register_texts(model: type[Model], of: str | Find) -> None:
    """`of`: the path from the model to its district, "organisation__home_district", or a question."""
    if isinstance(of, str):
        path = of
        _registered.append(Texts(model, lambda district: model._default_manager.filter(**{path: district}).distinct()))
    else:
        _registered.append(Texts(model, of))


def registered() -> set[type[Model]]:
    return {texts.model for texts in _registered}


def things_of(district: District) -> Iterator[Model]:
    """Everything with text that a district keeps: its page and those below, its entries, its files and pictures."""
    page = DistrictPage.objects.filter(district=district).first()
    if page:
        yield from page.get_descendants(inclusive=True).specific()
        yield from files_of(district)
        yield from Picture.objects.filter(collection=collection_of(page))
    for texts in _registered:
        yield from texts.of(district)


def files_of(district: District) -> QuerySet[StoredFile]:
    """The files in the collection of the district's page."""
    page = DistrictPage.objects.filter(district=district).first()
    files: QuerySet[StoredFile] = StoredFile.objects.all()
    return files.filter(collection=collection_of(page)) if page else files.none()


def text_fields(model: type[Model]) -> Iterator[Field]:
    """Columns in which people write freely: no keys, paths, addresses and choices."""
    for field in model._meta.concrete_fields:
        written = field.editable or field.name == "draft_title"
        is_text = isinstance(field, CharField | TextField | JSONField) and not isinstance(field, UNTOUCHED)
        if written and is_text and not field.choices:
            yield field
