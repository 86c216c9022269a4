"""Keeps a process from waiting again and again for an engine that does not answer."""

import logging
import threading
import time
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 15.0  # seconds; after an outage the engine is asked again this late at most


@dataclass(slots=True)
class Breaker:
    """After a failure nobody asks until a pause is over; then one caller tries, and its luck decides for all.

    An outage and its end are logged once each.
    """

    name: str
    pause: float = 0.0
    until: float = 0.0  # time.monotonic()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_open(self) -> bool:
        """Whether the last call failed."""
        return self.pause > 0

    def allows(self) -> bool:
        """Whether to ask the engine now. After a pause only the first caller may; the others wait for its answer."""
        if not self.pause:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self.until:
                return False
            self.until = now + self.pause
            return True

    def failed(self, error: Exception) -> None:
        with self._lock:
            if not self.pause:
                logger.warning("%s does not answer: %s", self.name, error)
            self.pause = min(self.pause * 2, LONGEST_PAUSE) if self.pause else FIRST_PAUSE
            self.until = time.monotonic() + self.pause

    def succeeded(self) -> None:
        with self._lock:
            if self.pause:
                logger.info("%s answers again", self.name)
            self.pause = 0.0
