"""Builds rows or an index anew while the portal goes on; what changes meanwhile reaches both indices."""

from search import marks
from search.build import build_marks, everything, open_marks
from search.deliver import behind, deliver_to, is_full
from search.engines.base import Engine, EngineUnavailable

MARKS_AT_ONCE = 200
MOST_ROUNDS = 100  # each takes what was written during the one before


def rebuild_rows() -> int:
    """Reads every thing again; returns how many marks were built."""
    marks.raise_versions(sorted(everything()))
    done, last = 0, 0
    while waiting := list(open_marks().filter(id__gt=last).order_by("id")[:MARKS_AT_ONCE]):
        done += len(build_marks(waiting))
        last = waiting[-1].pk
    return done


def rebuild_index(engine: Engine) -> int:
    """Fills a new index beside the live one and swaps them; returns the number of rows.

    On any failure the new index goes and the live one keeps serving.
    """
    live = engine.live_index()
    index = engine.begin_rebuild()
    try:
        number = _fill(engine, index, live)
        engine.finish_rebuild(index)
    except BaseException:
        engine.abandon_rebuild(index)
        raise
    deliver_to(engine, index)  # what was written to the old one alone while the swap was on its way
    return number


def _fill(engine: Engine, index: str, live: str | None) -> int:
    """Raises EngineUnavailable when the index does not take all rows that the live one holds."""
    number = 0
    for _ in range(MOST_ROUNDS):
        number += deliver_to(engine, index)
        if is_full(index, live):
            return number
    raise EngineUnavailable(f"{index} does not take {behind(index, also_paused=True).count()} rows")
