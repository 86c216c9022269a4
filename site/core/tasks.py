"""The task queue inside the work process: what a request must not wait for (text extraction, imports)."""

import datetime as dt

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

LOST_AFTER = dt.timedelta(minutes=15)  # no task may take longer; one that runs since then belonged to a dead process


def run_waiting_tasks() -> int:
    """Runs up to five tasks that are due; returns how many."""
    requeue_lost()
    waiting = DBTaskResult.objects.ready().count()
    if not waiting:
        return 0
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=min(waiting, 5),
        worker_id="work",
    )
    worker.run()
    return min(waiting, 5)


def requeue_lost() -> int:
    """Puts tasks back whose process died in the middle. Tasks must therefore be repeatable."""
    return DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER).update(status="READY")
