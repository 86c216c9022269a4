"""A figure beside its yardstick: both take turns, so that whatever slows the machine slows both."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

Step = Callable[[], object]


class Group(StrEnum):
    PUBLISH = "publish"
    SEARCH = "search"
    PAGES = "pages"
    CROWD = "crowd"
    COVERAGE = "coverage"
    IMPORT = "import"
    EXTRACTION = "extraction"


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds, of which only the ratio to the yardstick's holds on another machine."""

    group: Group
    what: str
    p50: float
    p95: float
    mean: float
    yardstick: str
    yardstick_p50: float
    queries: tuple[int, int] | None = None  # SQL where it is counted: usually, and while nothing is cached

    @classmethod
    def of(
        cls,
        group: Group,
        what: str,
        milliseconds: Sequence[float],
        *,
        beside: str,
        yardstick: Sequence[float],
        queries: tuple[int, int] | None = None,
    ) -> "Figure":
        p50, p95 = (float(np.percentile(milliseconds, share)) for share in (50, 95))
        mean = float(np.mean(milliseconds))
        return cls(group, what, p50, p95, mean, beside, float(np.median(yardstick)), queries)

    @property
    def times(self) -> float:
        """How many times the yardstick, at the median."""
        return self.p50 / self.yardstick_p50

    @property
    def per_second(self) -> float:
        return 1000 / self.mean


def in_turn(yardstick: Step, steps: Sequence[Step]) -> tuple[list[float], list[float]]:
    """Milliseconds of the steps, and of the yardstick before each."""
    pairs = [(timed(yardstick), timed(step)) for step in steps]
    return [own for _, own in pairs], [bare for bare, _ in pairs]


def timed(step: Step) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000
