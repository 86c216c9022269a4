"""Slugs of topics in what the directory keeps as JSON: actors' changes and imports, which can still be taken back."""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from directory.models import ImportChange, Proposal
from vocabulary.merging.references import Elsewhere, register_elsewhere


def register() -> None:
    register_elsewhere(_place(Proposal, ("values",), lambda: _("Änderungen von Einrichtungen")))
    register_elsewhere(_place(ImportChange, ("before", "after"), lambda: _("Änderungen durch Importe")))


def _place(model: type[Model], fields: tuple[str, ...], label: Callable[[], str]) -> Elsewhere:
    def carrying(slug: str) -> Iterator[Any]:
        """Row by row: SQLite can't ask whether a list in JSON holds something."""
        holding = reduce(or_, (Q(**{f"{field}__has_key": "topics"}) for field in fields))
        for row in model._base_manager.filter(holding).only("pk", *fields).iterator(chunk_size=500):
            if any(_has(getattr(row, field).get("topics"), slug) for field in fields):
                yield row

    def move(source: str, target: str) -> None:
        for row in carrying(source):
            for field in fields:
                values: dict[str, Any] = getattr(row, field)
                if "topics" in values:
                    values["topics"] = _renewed(values["topics"], source, target)
            row.save(update_fields=fields)

    return Elsewhere(label, lambda slug: sum(1 for _row in carrying(slug)), move)


def _has(value: Any, slug: str) -> bool:
    return value == slug or (isinstance(value, list) and any(_has(part, slug) for part in value))


def _renewed(value: Any, source: str, target: str) -> Any:
    """A list of slugs, or [as it was, as it shall be] of such lists."""
    if not isinstance(value, list):
        return value
    if any(isinstance(part, list) for part in value):
        return [_renewed(part, source, target) for part in value]
    return sorted({target if slug == source else slug for slug in value})
