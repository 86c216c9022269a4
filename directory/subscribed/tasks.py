"""Pulling in the background, every night and on demand. A task may run twice: the second finds nothing new."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from directory.models import Source
from directory.subscribed.pull import BusyError, pull

LATER = dt.timedelta(minutes=10)  # an import of the same district goes first


@task()
def pull_source(pk: int, anew: bool = False, even_if_shorter: bool = False) -> bool:
    """Whether the source is fine, as far as is known."""
    try:
        return pull(pk, anew=anew, even_if_shorter=even_if_shorter)
    except BusyError:
        later = pull_source.using(run_after=timezone.now() + LATER)
        later.enqueue(pk, anew=anew, even_if_shorter=even_if_shorter)
        return True


def queue_all() -> int:
    """Each source its own task: one that fails or hangs keeps no other waiting. Returns how many."""
    pks = list(Source.objects.subscribed().order_by("pk").values_list("pk", flat=True))
    for pk in pks:
        pull_source.enqueue(pk)
    return len(pks)
