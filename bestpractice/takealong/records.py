"""Practices and the ledger as plain records, for tables and other programs: what a reader may read of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from bestpractice.ledger import queries as ledger
from bestpractice.models import PracticePage
from bestpractice.queries import recommending_each
from bestpractice.sections import SECTIONS, written
from bestpractice.takealong.citing import permalink
from bestpractice.takealong.richtext import plain
from core.licences import Named
from directory.queries import districts_by_page
from regions.models import District

Record = dict[str, Any]
PARTS = ("topics", "target_groups", "tagged_items__tag", "steps", "indicators", "requirements", "editions")
FACTS = (
    "status", "since", "until", "staff", "staff_hours", "staff_fte", "cost_once", "cost_per_year", "key_result",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom records are told: `is_member`, and under which licence."""

    is_member: bool
    licence: Named | None


def public_practices() -> QuerySet[PracticePage]:
    """What everybody may open, in the order in which it came to be."""
    practices: QuerySet[PracticePage] = PracticePage.objects.live().public().order_by("pk")
    return practices


def practice_records(practices: QuerySet[PracticePage], reader: Reader) -> list[Record]:
    """The number of queries does not depend on the number of practices."""
    rows = list(practices.prefetch_related(*PARTS))
    pks = [row.pk for row in rows]
    sources = PracticePage.objects.live().public().in_bulk([row.adapted_from_id for row in rows if row.adapted_from_id])
    seals = recommending_each(pks)
    uses = _uses(pks, reader)
    records = []
    for row, district in _with_districts(rows):
        source = sources.get(row.adapted_from_id)
        records.append(
            {
                **_own(row, district, reader),
                "recommended_by": [association.short_name for association in seals.get(row.pk, [])],
                "adapted_from": permalink(source) if source else None,
                "used": ledger.figures_of(entry.stage for entry in uses.get(row.pk, [])).used,
                "licence": reader.licence.url if reader.licence else None,
            }
        )
    return records


def _own(row: PracticePage, district: District, reader: Reader) -> Record:
    """What the practice itself says. A section that the reader may not read is None, an empty one ""."""
    seen = reader.is_member or row.lessons_are_public
    sections = {part.field: plain(part.html) for part in written(row, for_member=reader.is_member)}
    edition = max(row.editions.all(), key=lambda one: one.number, default=None)
    return {
        "id": row.pk,
        "url": permalink(row),
        "title": row.title,
        "summary": row.summary,
        "district": district.ags,
        "district_name": district.full_name,
        **{name: _plain(getattr(row, name)) for name in FACTS},
        "sections": {
            one.field: sections.get(one.field, None if one.for_members and not seen else "") for one in SECTIONS
        },
        "requirements": [str(one) for one in row.requirements.all()] if seen else None,
        "steps": [_fields(one, "title", "when", "description") for one in row.steps.all()],
        "indicators": [_fields(one, "name", "before", "value", "unit", "how_measured") for one in row.indicators.all()],
        "contact": row.contact,
        "topics": [topic.slug for topic in row.topics.all()],
        "target_groups": [group.slug for group in row.target_groups.all()],
        "tags": sorted(item.tag.name for item in row.tagged_items.all()),
        "edition": edition.number if edition else None,
        "edition_on": localdate(edition.published_at) if edition else None,
        "is_example": row.is_example,
    }


def use_records(practices: QuerySet[PracticePage], reader: Reader) -> list[Record]:
    """The ledger of these practices: what the adopting districts told themselves."""
    rows = list(practices)
    uses = _uses([row.pk for row in rows], reader)
    return [
        {
            "practice": row.pk,
            "practice_title": row.title,
            "practice_url": permalink(row),
            "from_district": source.ags,
            "from_district_name": source.full_name,
            "district": entry.district.ags,
            "district_name": entry.district.full_name,
            "stage": entry.stage,
            "since": entry.since,
            "adaptation": entry.adaptation,
            "outcome": entry.outcome,
            "cost_per_year": entry.cost,
            "stopped_because": entry.because,
            "steps": [{"stage": step.stage, "on": step.on} for step in entry.steps],
            "licence": reader.licence.url if reader.licence else None,
        }
        for row, source in _with_districts(rows)
        for entry in uses.get(row.pk, [])
    ]


def _uses(practices: Collection[int], reader: Reader) -> Mapping[int, list[ledger.Entry]]:
    found: dict[int, list[ledger.Entry]] = {}
    for entry in ledger.entries(practices, for_member=reader.is_member):
        found.setdefault(entry.practice_id, []).append(entry)
    return found


def _with_districts(practices: Iterable[PracticePage]) -> Iterable[tuple[PracticePage, District]]:
    districts = districts_by_page()
    return [(practice, districts[practice.path[: -practice.steplen]]) for practice in practices]


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _fields(row: Any, *names: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in names}
