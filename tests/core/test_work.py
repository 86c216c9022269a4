"""The work process: jobs in turn, a failing one pauses alone, daily ones once a day."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import OperationalError

from core import work
from core.models import Heartbeat, JobRun

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture(autouse=True)
def only_own_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "registry", work._Registry())


def test_a_job_is_asked_again_until_nothing_is_left() -> None:
    waiting = [1, 2, 3]
    work.register_job("drain", every=60, run=lambda: len([waiting.pop()]) if waiting else 0)
    assert work.work_once() == 3
    assert waiting == []


def test_a_failing_job_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail() -> int:
        raise RuntimeError("broken on purpose")

    work.register_job("fails", every=1, run=fail)
    work.register_job("works", every=1, run=lambda: done.append("x") or 0)
    work.work_once()
    assert done == ["x"]
    assert "broken on purpose" in caplog.text


def test_a_failing_job_waits_longer_each_time() -> None:
    def fail() -> int:
        raise RuntimeError("broken on purpose")

    job = work.Job("fails", fail, every=1)
    job.turn(0)
    assert job.due == 1
    job.turn(1)
    assert job.due == 3
    for _ in range(20):
        job.turn(job.due)
    assert job.due - 2000 < work.MAX_PAUSE * 20


def test_a_job_that_fails_for_days_still_only_pauses() -> None:
    def fail() -> int:
        raise RuntimeError("broken on purpose")

    job = work.Job("fails", fail, every=1, failures=5000)
    job.turn(0)
    assert job.due == work.MAX_PAUSE


def test_a_daily_job_runs_once_a_day_after_its_hour() -> None:
    days: list[str] = []
    work.register_daily_job("tidy", after=dt.time(3), run=lambda: days.append("x"))
    with time_machine.travel(dt.datetime(2026, 11, 23, 2, 30, tzinfo=dt.UTC), tick=False) as clock:  # 3:30 in Berlin
        work.work_once()
        work.work_once()
        assert len(days) == 1
        clock.shift(dt.timedelta(hours=22))  # 1:30 of the next day
        work.work_once()
        assert len(days) == 1
        clock.shift(dt.timedelta(hours=2))
        work.work_once()
        assert len(days) == 2


def test_a_daily_job_that_fails_is_tried_again_the_same_day() -> None:
    attempts: list[int] = []

    def fail_first() -> None:
        attempts.append(1)
        if len(attempts) == 1:
            raise RuntimeError("broken on purpose")

    work.register_daily_job("tidy", after=dt.time(0), run=fail_first)
    work.work_once()
    assert not JobRun.objects.exists()
    work.work_once()
    assert len(attempts) == 2
    assert JobRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)  # it closes old connections, which a test's own transaction would not survive
def test_the_work_process_leaves_a_heartbeat_and_stops_when_asked() -> None:
    work.work_forever(after(turns=2))
    age = Heartbeat.age()
    assert age is not None
    assert age < dt.timedelta(seconds=5)


def after(turns: int) -> Callable[[], bool]:
    """What stops the work process when it has been asked this often."""
    asked: list[bool] = []

    def stopped() -> bool:
        asked.append(True)
        return len(asked) > turns

    return stopped


@pytest.mark.django_db(transaction=True)
def test_a_database_that_restarts_does_not_end_the_work_process(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def away() -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(Heartbeat, "beat", away)
    work.register_job("works", every=0, run=lambda: done.append("x") or 0)
    work.work_forever(after(turns=2))
    assert done
    assert "server closed the connection" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_between_jobs_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "HEARTBEAT_EVERY", 0.0)
    ages: list[dt.timedelta | None] = []
    work.register_job("long", every=60, run=lambda: Heartbeat.objects.all().delete()[0] * 0)
    work.register_job("next", every=60, run=lambda: ages.append(Heartbeat.age()) or 0)
    work.work_forever(after(turns=3))
    assert ages[0] is not None
