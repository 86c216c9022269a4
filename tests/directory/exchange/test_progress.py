"""The bar of an import moves while its transaction is open, and the work process is seen to live."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.models import Heartbeat
from directory.exchange.progress import Progress
from directory.models import ImportRun, Source
from tests.factories import MAINZ, DistrictFactory


@pytest.mark.every_database
@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_it_is_and_that_the_work_process_lives() -> None:
    district = DistrictFactory(ags=MAINZ)
    source = Source.objects.create(district=district, name="Liste")
    run = ImportRun.objects.create(district=district, source=source, state=ImportRun.State.RUNNING)
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": long_ago})

    with Progress(run) as progress, transaction.atomic():
        run.changes.create(kind="new", noun="offer", title="Kurs")
        progress.tell(50)
        transaction.set_rollback(True)  # what was told stays

    run.refresh_from_db()
    on_postgresql = connection.vendor == "postgresql"  # SQLite has one writer at a time: there the bar waits
    assert run.progress == (50 if on_postgresql else 0)
    assert not run.changes.exists()
    assert (Heartbeat.objects.get().at > long_ago) == on_postgresql
