"""One pull of one source: fetched without a transaction, written in one; a failure changes nothing, is told once."""

import logging

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.notify import notify, people_of_district
from directory.exchange.problems import UnreadableError
from directory.models import ImportRun, Source
from directory.subscribed.fetch import FetchError
from directory.subscribed.gather import Gathered, gather
from directory.subscribed.write import write

logger = logging.getLogger(__name__)


class BusyError(Exception):
    """An import of the same district is on its way."""


class ShorterError(Exception):
    """The list lost a third or more: more likely a mistake there than the end of so many offers."""


def pull(pk: int, *, anew: bool = False, even_if_shorter: bool = False) -> bool:
    """Returns whether the source is fine. `anew`: also when nothing has changed; a source gone meanwhile is no mistake.

    Raises BusyError while an import of the district runs: then there is nothing to tell, but to try again.
    Not inside a transaction: a server may take its time.
    """
    source = Source.objects.subscribed().filter(pk=pk).first()
    if source is None:
        return True
    try:
        gathered = gather(source, {} if anew or even_if_shorter else source.marks)
        if _is_busy(source):
            raise BusyError
        with transaction.atomic():
            _take(source, gathered, even_if_shorter)
    except BusyError:
        raise
    except ShorterError as error:
        return _disturbed(source, str(error), is_shorter=True)
    except (FetchError, UnreadableError) as error:
        return _disturbed(source, str(error))
    except Exception as error:  # whatever one source breaks must not stop the others; the operator reads the log
        if isinstance(error, IntegrityError) and _is_busy(source):
            raise BusyError from error
        logger.exception("Source %s could not be pulled", pk)
        return _disturbed(source, _("Beim Übernehmen ist etwas schiefgegangen; der Betreiber sieht es im Protokoll."))
    return True


def _is_busy(source: Source) -> bool:
    return ImportRun.objects.busy().filter(district=source.district_id).exists()


def _take(asked: Source, gathered: Gathered | None, even_if_shorter: bool) -> None:
    source = _still(asked)
    if source is None:
        return
    if gathered is None:
        source.note_pulled()
        return
    directory, problems = gathered.read.directory, gathered.read.problems
    found = len(directory.organisations) + len(directory.offers)
    here = source.entry_count
    if not found:
        raise UnreadableError(next((str(one.text) for one in problems), _("Die Liste ist leer.")))
    if found * 3 <= here * 2 and not even_if_shorter:
        text = _("Die Liste hat nur noch %(found)s statt %(here)s Einträge.")
        raise ShorterError(text % {"found": found, "here": here})
    write(source, gathered)
    source.note_pulled(gathered.marks, _remark(gathered))


def _still(asked: Source) -> Source | None:
    """Locked; None when it was unsubscribed, or led elsewhere, while we asked."""
    same = Source.objects.filter(pk=asked.pk, kind=asked.kind, address=asked.address)
    return same.select_for_update(no_key=True, of=("self",)).first()


def _remark(gathered: Gathered) -> str:
    left_out = [problem for problem in gathered.read.problems if problem.left_out]
    if not left_out:
        return ""
    first = left_out[0]
    text = ngettext("%(count)s Eintrag war nicht zu lesen, etwa", "%(count)s Einträge waren nicht zu lesen, etwa",
                    len(left_out)) % {"count": len(left_out)}  # fmt: skip
    where = _("Zeile %(row)s: %(text)s") % {"row": first.row, "text": first.text}
    return f"{text} {where}"


@transaction.atomic
def _disturbed(asked: Source, text: str, *, is_shorter: bool = False) -> bool:
    """Notes it, and tells the district's people when it begins."""
    source = _still(asked)
    if source is None:
        return True
    if source.disturb(text, is_shorter=is_shorter):
        notify(
            people_of_district(source.district_id),
            _("Die Quelle „%s“ lässt sich nicht übernehmen.") % source,
            detail=_("%(reason)s Ihre Einträge bleiben, wie sie sind. Das Portal versucht es jede Nacht wieder.")
            % {"reason": text},
            url=source.get_admin_url(),
        )
    return False
