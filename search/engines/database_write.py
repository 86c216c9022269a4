"""Takes rows into an index of the database engine, and builds one index beside another."""

import datetime as dt
import time
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction

from search.analysis.words import fold, words
from search.engines.base import EngineUnavailable
from search.engines.database_weights import impacts
from search.models import DatabaseIndex, IndexedDocument, Posting, SearchDocument
from search.query import Facet

LONGEST_LIST_KEY = 110

# Plain inserts: a document has hundreds of terms, and objects for them would take ten times as long.
INSERT_POSTING = "INSERT INTO search_posting (index_id, document_id, term, impact) VALUES (%s, %s, %s, %s)"


def live_index() -> DatabaseIndex | None:
    """The index that answers; None while the first of all is still being filled."""
    return DatabaseIndex.objects.filter(live=True).first()


def targets() -> list[str]:
    """All indices, for all that exist get writes; the first of all is made here."""
    names = list(DatabaseIndex.objects.order_by("id").values_list("name", flat=True))
    return names or [begin_rebuild()]


def write(index_name: str, rows: Sequence[SearchDocument]) -> dict[int, int]:
    """See Engine.write. One short transaction: everything that takes time is done before it."""
    prepared = {row.pk: impacts(row.terms) if row.alive else {} for row in rows}
    with transaction.atomic():
        index = DatabaseIndex.objects.select_for_update().filter(name=index_name).first()
        if index is None:
            raise EngineUnavailable(f"the index {index_name} is gone")
        held = dict(
            IndexedDocument.objects.filter(index=index, document__in=prepared).values_list("document_id", "version")
        )
        newer = [row for row in rows if held.get(row.pk, 0) < row.version]
        if newer:
            _replace(index, newer, prepared)
    return held | {row.pk: row.version for row in newer}


def _replace(index: DatabaseIndex, rows: Sequence[SearchDocument], prepared: dict[int, dict[str, float]]) -> None:
    index.revision = max(index.revision + 1, time.time_ns())
    index.save(update_fields=["revision"])
    ids = [row.pk for row in rows]
    Posting.objects.filter(index=index, document__in=ids).delete()
    IndexedDocument.objects.bulk_create(
        [_entry(index, row) for row in rows],
        update_conflicts=True,
        unique_fields=["index", "document"],
        update_fields=[
            "version",
            "revision",
            "alive",
            "audience",
            "valid_from",
            "valid_until",
            "facets",
            "points",
            "list_key",
        ],
    )
    postings = [(index.pk, row.pk, term, impact) for row in rows for term, impact in prepared[row.pk].items()]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_POSTING, postings)


def _entry(index: DatabaseIndex, row: SearchDocument) -> IndexedDocument:
    return IndexedDocument(
        index=index,
        document=row,
        version=row.version,
        revision=index.revision,
        alive=row.alive,
        audience=row.audience,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        facets=row.facets | {Facet.KIND: [row.kind]} if row.alive else {},
        points=row.points if row.alive else [],
        list_key=_list_key(row),
    )


def _list_key(row: SearchDocument) -> str:
    """Sorts newest first, undated last, then by title: letters and digits alone, which every collation sorts alike."""
    newest_first = dt.date.max.toordinal() - (row.date.toordinal() if row.date else 0)
    title = "".join(map(fold, words(row.title)))
    return f"{newest_first:07}{title}"[:LONGEST_LIST_KEY]


def begin_rebuild() -> str:
    return DatabaseIndex.objects.create(name=_new_name()).name


def finish_rebuild(index_name: str) -> None:
    """The swap is one step; the old index is dropped after it, which takes longer."""
    with transaction.atomic():
        old = list(DatabaseIndex.objects.select_for_update().filter(live=True).exclude(name=index_name))
        DatabaseIndex.objects.filter(pk__in=[index.pk for index in old]).update(live=False)
        DatabaseIndex.objects.filter(name=index_name).update(live=True)
    for index in old:
        _drop(index)


def abandon_rebuild(index_name: str) -> None:
    for index in DatabaseIndex.objects.filter(name=index_name, live=False):
        _drop(index)


@transaction.atomic
def _drop(index: DatabaseIndex) -> None:
    for model in (Posting, IndexedDocument):
        rows = model._default_manager.filter(index=index)
        rows._raw_delete(rows.db)  # nothing hangs on them: Django would read them all first
    index.delete()


def _new_name() -> str:
    return f"{settings.SEARCH['INDEX_PREFIX']}-database-{time.time_ns()}"
