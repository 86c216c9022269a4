"""The work process: every app registers its jobs here, `manage.py work` runs them in turn and leaves a heartbeat."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections, transaction
from django.utils import timezone

from core.models import Heartbeat, JobRun

logger = logging.getLogger(__name__)

HEARTBEAT_EVERY = 5.0  # seconds
IDLE = 0.2  # seconds between looks when there was nothing to do: a publish is found within this even without its hook
MAX_PAUSE = 60.0  # seconds; a failing job is tried again after 1, 2, 4 … at most this


@dataclass(slots=True)
class Job:
    """Something done again and again. `run` returns how many things it did; more than 0 means: ask again at once."""

    name: str
    run: Callable[[], int]
    every: float  # seconds
    due: float = 0.0  # time.monotonic() of the next turn
    failures: int = 0

    def turn(self, now: float) -> int:
        """Runs the job if it is due. A failure is logged and pauses this job, not the others."""
        if now < self.due:
            return 0
        try:
            done = self.run()
        except Exception:  # a job's mistake must not stop the others: it is logged, and the job waits
            self.failures += 1
            self.due = now + min(2.0 ** min(self.failures - 1, 16), MAX_PAUSE)  # unbounded, a float overflows in a day
            logger.exception("Job %s failed (%s in a row)", self.name, self.failures)
            return 0
        self.failures = 0
        self.due = now if done else now + self.every
        return done


@dataclass(slots=True)
class DailyJob:
    """Something done once a day after an hour of the local clock, however often the process starts."""

    name: str
    run: Callable[[], object]
    after: dt.time

    def turn(self) -> int:
        now = timezone.localtime()
        if now.time() < self.after:
            return 0
        with transaction.atomic():
            _, first = JobRun.objects.get_or_create(name=self.name, day=now.date())
            if not first:
                return 0
            self.run()
        return 1


@dataclass(slots=True)
class _Registry:
    jobs: list[Job] = field(default_factory=list)
    daily: list[DailyJob] = field(default_factory=list)


registry = _Registry()


def register_job(name: str, *, every: float, run: Callable[[], int]) -> None:
    """`every`: seconds between two looks when nothing is waiting."""
    registry.jobs.append(Job(name, run, every))


def register_daily_job(name: str, *, after: dt.time, run: Callable[[], object]) -> None:
    """`after`: local time. The run and the note that it ran share a transaction: a crash repeats it whole."""
    registry.daily.append(DailyJob(name, run, after))


def work_once() -> int:
    """One turn over all jobs until none has anything left (used by `work --once` and the tests)."""
    total = 0
    for job in registry.jobs:
        job.due = 0.0
    while done := sum(job.turn(time.monotonic()) for job in registry.jobs):
        total += done
    return total + _daily()


def work_forever(stopped: Callable[[], bool]) -> None:
    """Runs until `stopped()` says so, which is asked after each job. A database that restarts does not end it."""
    pulse = _Pulse()
    while not stopped():
        pulse.keep()
        done = 0
        for job in registry.jobs:
            done += job.turn(time.monotonic())
            pulse.keep()  # between jobs too: a turn over all of them may take longer than a heartbeat stays fresh
            if stopped():
                return
        if not done:
            time.sleep(IDLE)


@dataclass(slots=True)
class _Pulse:
    """The heartbeat, and with it the daily jobs; drops connections that the database has closed."""

    due: float = 0.0  # time.monotonic()

    def keep(self) -> None:
        close_old_connections()
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + HEARTBEAT_EVERY
        try:
            Heartbeat.beat()
        except Exception:  # as in Job.turn: the next beat asks over a new connection
            logger.exception("No heartbeat")
            return
        _daily()


def _daily() -> int:
    done = 0
    for job in registry.daily:
        try:
            done += job.turn()
        except Exception:  # as in Job.turn; its transaction is rolled back, so it is tried again with the next beat
            logger.exception("Daily job %s failed", job.name)
    return done
