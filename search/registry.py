"""What other apps tell the search about themselves, in their AppConfig.ready(): kinds, sources, labels, synonyms."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.functional import Promise

from search.geo import Point
from search.query import Audience, Facet


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing that can be found. `order` is its place in the facet."""

    key: str
    label: str | Promise
    label_plural: str | Promise
    order: int


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a document's body; `page` where the original has page numbers (PDF)."""

    text: str
    heading: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source says about a live thing; the builder analyses it and makes a SearchDocument row of it."""

    url: str
    title: str
    summary: str = ""
    body: tuple[TextPart, ...] = ()
    owner: str = ""
    districts: tuple[str, ...] = ()  # official keys; empty: everywhere
    topics: tuple[str, ...] = ()  # slugs, parents included
    target_groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # codes
    recommended: bool = False  # an association gave its seal
    free: bool = False  # costs nothing
    accessible: bool = False  # without barriers
    tags: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()  # where it is; nothing of what shall not be found by its place
    names: tuple[str, ...] = ()  # further names: synonyms of the title, abbreviations
    audience: Audience = Audience.PUBLIC
    date: dt.date | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None  # last day on which it is found
    facts: dict[str, Any] = field(default_factory=dict)  # JSON; shown on the card, see Hit.facts

    def digest(self) -> str:
        """SHA-256 of all that it says, whatever order the values of a facet came in."""
        said = asdict(self)
        for name in ("districts", "topics", "target_groups", "languages", "tags", "points", "names"):
            said[name] = sorted(said[name])
        text = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()


class Source(Protocol):
    """How one model is found. One object per model, in the app's documents.py."""

    @property
    def kind(self) -> str: ...

    @property
    def model(self) -> type[Model]: ...

    def draft(self, pk: int) -> Draft | None:
        """The live thing as the database has it now; None when nobody may find it (draft, gone, restricted)."""

    def all_pks(self) -> Iterable[int]:
        """Every thing that might be found, for a full build."""


LabelProvider = Callable[[], dict[str, str]]  # value → label, in the order in which a facet shows them
FormerProvider = Callable[[Collection[str]], dict[str, str]]  # of these values the former ones → what they are now
SynonymProvider = Callable[[], Iterator[tuple[str, ...]]]  # groups of words that mean the same
PlaceFinder = Callable[[str], Iterable[tuple[str, str]]]  # beginning of a place → (its name, the address about it)
Dependents = Callable[[Any], Iterable[tuple[type[Model], int]]]  # instance → (model, pk) of what shows it

kinds: dict[str, Kind] = {}
sources: dict[type[Model], Source] = {}
labels: dict[Facet, LabelProvider] = {}
former: dict[Facet, FormerProvider] = {}
synonym_providers: list[SynonymProvider] = []
place_finders: list[PlaceFinder] = []
dependents: dict[type[Model], list[Dependents]] = {}
excluded: set[type[Model]] = set()  # page types that are not found, each with its reason beside the call


def register_kind(kind: Kind) -> None:
    kinds[kind.key] = kind


def register_source(source: Source) -> None:
    sources[source.model] = source


def register_labels(facet: Facet, provider: LabelProvider) -> None:
    labels[facet] = provider


def register_former(facet: Facet, provider: FormerProvider) -> None:
    """Values that stand in old addresses, and lead to others since."""
    former[facet] = provider


def register_synonyms(provider: SynonymProvider) -> None:
    synonym_providers.append(provider)


def register_places(find: PlaceFinder) -> None:
    """Places are suggested while somebody types; the finder says few, the likeliest first."""
    place_finders.append(find)


def register_dependents(model: type[Model], find: Dependents) -> None:
    """Says which other things read differently once an instance of `model` is saved, deleted or related.

    For example a renamed organisation changes the owner's name on its offers. `find` is called inside the change's
    transaction, for a deletion before and after it. QuerySet.update() and bulk_create() send no signals: their callers
    call search.marks themselves.
    """
    dependents.setdefault(model, []).append(find)


def exclude(model: type[Model]) -> None:
    """Says that a page type is not found, so that the system check does not miss it."""
    excluded.add(model)


def key_of(model: type[Model], pk: int) -> str:
    """A thing's stable key, e.g. "directory.offer:12"; pages share "wagtailcore.page:", so that a type can change."""
    from wagtail.models import Page

    label = Page._meta.label_lower if issubclass(model, Page) else model._meta.label_lower
    return f"{label}:{pk}"
