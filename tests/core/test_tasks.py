"""The task queue survives the death of the process that ran a task."""

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core.tasks import requeue_lost, run_waiting_tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]

done: list[int] = []


@task()
def note(number: int) -> None:
    done.append(number)


def test_waiting_tasks_run_in_the_work_process() -> None:
    done.clear()
    note.enqueue(7)
    assert run_waiting_tasks() == 1
    assert done == [7]
    assert run_waiting_tasks() == 0


def test_a_task_whose_process_died_runs_again() -> None:
    done.clear()
    note.enqueue(8)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - dt.timedelta(minutes=1))
    assert requeue_lost() == 0  # still within its time
    DBTaskResult.objects.update(started_at=timezone.now() - dt.timedelta(hours=1))
    assert run_waiting_tasks() == 1
    assert done == [8]
