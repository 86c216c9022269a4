"""Marks: notes, written in a change's own transaction, that a thing must be read again; building them comes after.

A signal never builds. Wagtail fires post_save for the draft of a live page, saves tags later, moves pages outside a
transaction; a mark does not care. After the commit a handful of marks is built and delivered at once, so that a
publish is found within a moment; whatever that leaves is done by the work process.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import local

from django.db import connection, transaction
from django.db.models import Model

from search.registry import key_of

logger = logging.getLogger(__name__)

EVERYTHING = "everything"
SUBTREE = "subtree:"
AT_ONCE = 20  # marks that one change may have built while its request waits
SECONDS_AT_ONCE = 0.5  # that a thread builds inside requests, 20 pages or so; an import of thousands is left
EARNED_PER_SECOND = 0.2
ROWS_PER_STATEMENT = 200  # four parameters each; SQLite takes 999 in old builds

UPSERT = """
    INSERT INTO search_mark (key, version, built_version, attempts, retry_at, error) VALUES {rows}
    ON CONFLICT (key) DO UPDATE SET version = search_mark.version + 1, attempts = 0, retry_at = NULL, error = ''
"""


def mark_thing(instance: Model) -> None:
    """Says that a thing changed, appeared or went."""
    if instance.pk is not None:
        mark([key_of(type(instance), instance.pk)])


def mark_subtree(page_pk: int) -> None:
    """Says that a page and all below it changed: moved, renamed, restricted. Resolved to pages when it is built."""
    mark([f"{SUBTREE}{page_pk}"])


def mark(keys: Iterable[str]) -> None:
    """Raises the version of each key's mark, in the running transaction if there is one."""
    # In order: two transactions that mark the same things in different orders would wait for each other.
    ordered = sorted(set(keys))
    with transaction.atomic():
        raise_versions(ordered)
        if ordered and len(ordered) <= AT_ONCE:
            transaction.on_commit(lambda: _build_at_once(ordered), robust=True)


def raise_versions(keys: list[str]) -> None:
    """The marks alone, for callers that build by themselves. `keys` are unique and sorted."""
    with connection.cursor() as cursor:
        for start in range(0, len(keys), ROWS_PER_STATEMENT):
            some = keys[start : start + ROWS_PER_STATEMENT]
            cursor.execute(UPSERT.format(rows=", ".join(["(%s, 1, 0, 0, NULL, '')"] * len(some))), some)


@dataclass(slots=True)
class Budget:
    """The seconds that a thread may still build inside requests. A change of many things leaves the rest undone."""

    left: float = SECONDS_AT_ONCE
    since: float = field(default_factory=time.monotonic)

    def remains(self) -> bool:
        now = time.monotonic()
        self.left = min(SECONDS_AT_ONCE, self.left + (now - self.since) * EARNED_PER_SECOND)
        self.since = now
        return self.left > 0

    def spend(self) -> None:
        """Takes off what has passed since it was asked; a single slow build is soon forgiven."""
        now = time.monotonic()
        self.left = max(self.left - (now - self.since), -SECONDS_AT_ONCE)
        self.since = now


_of_thread = local()


def budget() -> Budget:
    """The running thread's."""
    own: Budget = _of_thread.__dict__.setdefault("budget", Budget())
    return own


def _build_at_once(keys: list[str]) -> None:
    from search import jobs

    if budget().remains():
        jobs.build_and_deliver_now(keys)
        budget().spend()
