"""Our own taxonomies: the curated vocabulary, and what HSDS has no field for.

A term's `code` is "taxonomy:key", for example "topic:wohnen"; its id follows from the code, so that every portal and
every export names it alike.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Location, Offer, Organisation
from regions.models import District, Land
from vocabulary.models import FormerTopic, Language, TargetGroup, Topic

NAMESPACE = uuid.UUID("6b0f6a52-2c1e-4c0d-9a57-0d5a3e7f1c84")  # chosen once; ids outside hang on it
CURRENCY = "EUR"

TAXONOMIES: dict[str, tuple[str | Promise, str | Promise]] = {
    "topic": (_("Themen"), _("Worum es geht, in zwei Ebenen.")),
    "target_group": (_("Zielgruppen"), _("Für wen ein Angebot ist.")),
    "language": (_("Sprachen"), _("In welchen Sprachen, als Kürzel nach BCP 47.")),
    "district": (_("Kreise"), _("Kreisfreie Städte und Landkreise mit ihrem amtlichen Schlüssel.")),
    "kind": (_("Arten von Einrichtungen"), _("Behörde, Beratungsstelle, Verein und andere.")),
    "detail": (_("Weitere Angaben"), _("Was der Standard nicht kennt; die Angabe steht als Wert am Attribut.")),
}

# What goes through the taxonomy "detail", by the name of the record's field.
ORGANISATION_DETAILS = ("opening_hours", "is_landwide")
LOCATION_DETAILS = ("hide_address", "is_accessible")
OFFER_DETAILS = (
    "need", "summary", "place", "by_appointment", "language_level", "needs_referral", "is_accessible", "accessibility",
    "is_landwide", "valid_from", "valid_until", "funding_ends_on",
)  # fmt: skip


def id_of(*names: str) -> str:
    """The lasting id of what has none in the tables, from the names that lead to it."""
    return str(uuid.uuid5(NAMESPACE, ":".join(names)))


@dataclass(frozen=True, slots=True)
class Term:
    """`taxonomy`: a key of TAXONOMIES; `parent`: key of the term above in the same taxonomy."""

    taxonomy: str
    key: str
    name: str
    description: str = ""
    parent: str = ""

    @property
    def code(self) -> str:
        return f"{self.taxonomy}:{self.key}"

    @property
    def id(self) -> str:
        return id_of("term", self.code)

    def as_hsds(self) -> dict[str, Any]:
        above = {"parent_id": id_of("term", f"{self.taxonomy}:{self.parent}")} if self.parent else {}
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "description": self.description or self.name,
            **above,
            "taxonomy": str(TAXONOMIES[self.taxonomy][0]),
            "taxonomy_id": id_of("taxonomy", self.taxonomy),
            "language": "de",
        }


class Terms(dict[tuple[str, str], Term]):
    """(taxonomy, key) → term. One without a name in the vocabulary bears its key."""

    land = ""  # the name that stands in addresses

    def __missing__(self, which: tuple[str, str]) -> Term:
        return Term(*which, name=which[1])

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """Under the id of a topic that was merged stands the one which took it in."""
        merged = FormerTopic.objects.exclude(topic=None).values_list("slug", "topic__slug")
        found = {Term("topic", slug, "").id: self["topic", now] for slug, now in merged}
        return found | {term.id: term for term in self.values()}


def terms() -> Terms:
    """All of them, as they are called now; five queries."""
    found = Terms({(term.taxonomy, term.key): term for term in (*_fixed(), *_vocabulary())})
    found.land = Land.objects.values_list("name", flat=True).first() or ""
    return found


def _fixed() -> Iterator[Term]:
    for kind in Organisation.Kind:
        yield Term("kind", kind.value, str(kind.label))
    of_models = ((Organisation, ORGANISATION_DETAILS), (Location, LOCATION_DETAILS), (Offer, OFFER_DETAILS))
    details = {name: model._meta.get_field(name) for model, names in of_models for name in names}
    for detail, field in details.items():
        yield Term("detail", detail, str(getattr(field, "verbose_name", detail)))


def _vocabulary() -> Iterator[Term]:
    for topic in Topic.objects.select_related("parent"):
        above = topic.parent.slug if topic.parent else ""
        yield Term("topic", topic.slug, topic.name, topic.description, above)
    for group in TargetGroup.objects.all():
        yield Term("target_group", group.slug, group.name)
    for language in Language.objects.all():
        yield Term("language", language.code, language.name, language.own_name)
    for district in District.objects.all():
        yield Term("district", district.ags, district.full_name, district.official_name)


def taxonomies() -> list[dict[str, Any]]:
    return [
        {"id": id_of("taxonomy", key), "name": str(name), "description": str(description)}
        for key, (name, description) in TAXONOMIES.items()
    ]
