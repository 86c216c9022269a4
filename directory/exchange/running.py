"""The steps of an import, each a transaction: preview, carry out, note what happened. The work process takes them."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.entries import KINDS
from directory.exchange.columns import Erasing, erasing
from directory.exchange.noting import noted
from directory.exchange.perform import perform
from directory.exchange.plan import Plan, plan
from directory.exchange.progress import Progress
from directory.exchange.reading import Read, read_file
from directory.exchange.sheets import UnreadableError
from directory.exchange.take_back import take_back
from directory.exchange.write import Writer
from directory.models import ImportChange, ImportRun, Source
from regions.models import District

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5  # after which a file that ends the work process is given up
UNUSED_FOR = dt.timedelta(days=7)
TAKEN_BACK_WITHIN = dt.timedelta(days=30)
TOLD_FOR = dt.timedelta(days=365)
State = ImportRun.State


def turn() -> int:
    """One step of the import that waits longest. A mistake in it ends the import, not the work process."""
    run = ImportRun.objects.busy().order_by("created_at").first()
    if run is None:
        return 0
    ImportRun.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
    if run.attempts >= MOST_ATTEMPTS:
        fail(run, _("Der Import wurde mehrmals abgebrochen und nicht mehr versucht."))
        return 1
    try:
        {State.PLANNING: preview, State.RUNNING: carry_out, State.TAKING_BACK: take_back}[State(run.state)](run)
    except UnreadableError as error:
        fail(run, str(error))
    except Exception:  # whatever the file holds: its sender learns that nothing happened, the log learns why
        logger.exception("Import %s failed", run.pk)
        fail(run, _("Beim Import ist etwas schiefgegangen. Der Betrieb des Portals findet den Grund im Protokoll."))
    return 1


def fail(run: ImportRun, message: str) -> None:
    """Nothing has changed; an import that could not be taken back is still there to be tried again."""
    state = State.DONE if run.state == State.TAKING_BACK else State.FAILED
    ImportRun.objects.filter(pk=run.pk).update(state=state, message=message)


def preview(run: ImportRun) -> None:
    with Progress(run) as progress, transaction.atomic():
        if not locked(run, State.PLANNING):
            return
        progress.tell(5)
        found = planned(run)
        progress.tell(70)
        noted(run, found)
        run.state = State.PLANNED
        run.save()


def carry_out(run: ImportRun) -> None:
    """What the preview showed, or nothing: if the directory has changed meanwhile, there is a new preview."""
    with Progress(run) as progress, transaction.atomic():
        if not locked(run, State.RUNNING):
            return
        progress.tell(5)
        found = planned(run)
        progress.tell(30)
        if found.digest() != run.digest or (found.counts()["invalid"] and not run.leave_out_invalid):
            run.message = _("Seit der Vorschau hat sich etwas geändert. Bitte sehen Sie noch einmal nach.")
            run.state = State.PLANNED
        else:
            perform(found, progress)
            run.state, run.done_at, run.content = State.DONE, timezone.now(), None
        noted(run, found)
        run.save()


def planned(run: ImportRun) -> Plan:
    read = read_file(bytes(run.content or b""), run.mapping)
    found = plan(run.source, read, erasing(run.erasing))
    found.ending = [here for noun, here in found.gone if noun == "offer" and here.uid in run.ending]
    return found


@transaction.atomic
def run_now(
    source: Source, read: Read, by: str, file_name: str = "", erasing: Erasing = frozenset()
) -> tuple[ImportRun, Plan]:
    """Without a preview, for the command line and for subscriptions. Raises IntegrityError while another one runs."""
    run = ImportRun.objects.create(
        district=source.district, source=source, state=State.RUNNING, file_name=file_name[:120], given_by=by
    )
    locked(run, State.RUNNING)
    found = plan(source, read, erasing)
    perform(found)
    run.state, run.done_at = State.DONE, timezone.now()
    noted(run, found)
    run.save()
    return run, found


@transaction.atomic
def run_subscribed(source: Source, read: Read) -> ImportRun:
    """Makes the source's entries what it says now: empty values count, and what it does not name any more goes."""
    run, found = run_now(source, read, by=str(source), erasing=read.erasing)
    for noun in ("offer", "organisation"):
        gone = [here.pk for kind, here in found.gone if kind == noun]
        Writer().remove(KINDS[noun], gone)
    run.changes.all().delete()  # nothing to take back: the next night would bring it again
    return run


def forget_old_imports() -> None:
    """A file that nobody has taken over goes after a week; after a month an import can't be taken back any more."""
    now, old = timezone.now(), ImportRun.objects.exclude(state__in=ImportRun.BUSY)
    waiting = (State.GIVEN, State.PLANNED, State.FAILED)
    old.filter(state__in=waiting, created_at__lt=now - UNUSED_FOR).delete()
    over = old.filter(created_at__lt=now - TAKEN_BACK_WITHIN)
    ImportChange.objects.filter(run__in=over).delete()
    over.update(problems=[], content=None)
    old.filter(created_at__lt=now - TOLD_FOR).delete()


def locked(run: ImportRun, state: ImportRun.State) -> bool:
    """Waits for the district; False if meanwhile somebody else has taken the step."""
    District.objects.select_for_update(no_key=True).get(pk=run.district_id)
    run.refresh_from_db()
    return run.state == state
