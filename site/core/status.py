"""Who answers for what in /readyz: each app registers its components, by name."""

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from core.models import Heartbeat, OutgoingMail
from core.models.operation import STALE_AFTER

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """`detail`: for everybody; `cause`: what an exception said, hosts and titles in it, for operators.

    `needed`: without it the portal cannot answer at all (503); others only limit it.
    """

    ok: bool
    detail: str
    needed: bool = False
    cause: str = ""


Check = Callable[[], Health]
_components: dict[str, Check] = {}


def register_component(name: str, check: Check) -> None:
    _components[name] = check


def report() -> dict[str, Health]:
    """Every component's health; a check that fails is a component that is not well, not a traceback."""
    answer = {}
    for name, check in _components.items():
        try:
            answer[name] = check()
        except Exception as error:  # noqa: BLE001 (whatever broke: its name is the answer that the operator needs)
            answer[name] = Health(False, type(error).__name__, needed=name == "database", cause=str(error))
    return answer


def database() -> Health:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Health(True, connection.vendor, needed=True)


def work_process() -> Health:
    age = Heartbeat.age()
    if age is None:
        return Health(False, _("noch nie gesehen"))
    return Health(age < STALE_AFTER, _("zuletzt vor %(seconds)s Sekunden") % {"seconds": round(age.total_seconds())})


def mail() -> Health:
    waiting = OutgoingMail.objects.filter(sent_at=None)
    failing = waiting.exclude(error="").count()
    return Health(
        failing == 0, _("%(waiting)s warten, %(failing)s scheitern") % {"waiting": waiting.count(), "failing": failing}
    )


Count = Callable[[], int]
_waiting: dict[str, Count] = {"mails_waiting": lambda: OutgoingMail.objects.filter(sent_at=None).count()}


def register_waiting(name: str, count: Count) -> None:
    """Something that waits for the work process, counted in /metrics as portal_<name>; `name` in snake_case."""
    _waiting[name] = count


def waiting() -> dict[str, float]:
    """Each count by name; NaN for what cannot be counted now, so that one broken part hides no other."""
    answer = {}
    for name, count in _waiting.items():
        try:
            answer[name] = float(count())
        except Exception:  # whatever broke: its component says why, and the log
            logger.exception("Cannot count %s", name)
            answer[name] = math.nan
    return answer
