"""From rows to indices: each index gets every row until it holds the row's version."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from search.breaker import Breaker
from search.engines.base import Engine, EngineUnavailable
from search.models import IndexProgress, SearchDocument

logger = logging.getLogger(__name__)

BATCH = 100  # rows in one write
REFRESH_UP_TO = 20  # rows; a batch no larger is found at once, a larger one when the index refreshes by itself
LONGEST_PAUSE = dt.timedelta(hours=1)


def deliver(engine: Engine, breaker: Breaker, keys: Iterable[str] | None = None) -> int:
    """Brings all targets of an engine up to date, or with `keys` only these rows; returns how many rows it took.

    An engine that does not answer is left behind and asked again when its breaker lets one through.
    """
    if not breaker.allows():
        return 0
    try:
        done = sum(deliver_to(engine, index, keys) for index in engine.targets())
        if keys is None:
            _make_live(engine)
    except EngineUnavailable as error:
        breaker.failed(error)
        return 0
    breaker.succeeded()
    return done


def _make_live(engine: Engine) -> None:
    """An index that is full but does not answer yet: the first of all, or what an interrupted reindex left."""
    live = engine.live_index()
    for index in engine.targets():
        if index != live and is_full(index, live):
            engine.finish_rebuild(index)
            return


def deliver_to(engine: Engine, index: str, keys: Iterable[str] | None = None) -> int:
    """Brings one index up to date. Raises EngineUnavailable; what was written until then stays noted."""
    rows = behind(index)
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    done, last = 0, 0
    while batch := list(rows.filter(id__gt=last).order_by("id")[:BATCH]):
        held = engine.write(index, batch, refresh=len(batch) <= REFRESH_UP_TO)
        note(index, batch, held)
        done += sum(held.get(row.pk, 0) >= row.version for row in batch)
        last = batch[-1].pk
    return done


def behind(index: str, *, also_paused: bool = False) -> QuerySet[SearchDocument]:
    """The rows of which an index holds an older version or none; without those that it refused a moment ago."""
    rows = SearchDocument.objects.alias(
        held=FilteredRelation("progress", condition=Q(progress__index=index)),
    ).filter(Q(held__version=None) | Q(held__version__lt=F("version")))
    if also_paused:
        return rows
    return rows.filter(Q(held__retry_at=None) | Q(held__retry_at__lte=timezone.now()))


def is_full(index: str, live: str | None) -> bool:
    """Whether an index may take the live one's place: it lacks nothing but what that one refuses as well."""
    missing = behind(index, also_paused=True)
    if live:
        return not missing.exclude(pk__in=behind(live, also_paused=True).values("pk")).exists()
    return not behind(index).exists()


def note(index: str, rows: list[SearchDocument], held: dict[int, int]) -> None:
    """Writes down what an index has taken, and when to try again what it refused."""
    IndexProgress.objects.bulk_create(
        [IndexProgress(index=index, document=row, version=held[row.pk]) for row in rows if row.pk in held],
        update_conflicts=True,
        unique_fields=["index", "document"],
        update_fields=["version", "attempts", "retry_at"],
    )
    for row in rows:
        if row.pk not in held:
            logger.error("%s does not take %s", index, row)
            _put_off(index, row)


def _put_off(index: str, row: SearchDocument) -> None:
    """Tries again after 1, 2, 4 … seconds, at most an hour."""
    progress, _ = IndexProgress.objects.get_or_create(index=index, document=row)
    pause = min(dt.timedelta(seconds=2 ** min(progress.attempts, 12)), LONGEST_PAUSE)
    progress.attempts += 1
    progress.retry_at = timezone.now() + pause
    progress.save(update_fields=["attempts", "retry_at"])
