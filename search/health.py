"""How the search is: each engine, the marks that wait, the rows that an index still lacks."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.status import Check, Count, Health
from search import deliver, service
from search.build import open_marks
from search.models import Mark

MANY_MARKS = 1000  # more than a minute's work


def register(component: Callable[[str, Check], None]) -> None:
    component("search: database", partial(engine, "database"))
    if settings.SEARCH["ENGINE"] == "elasticsearch":
        component("search: elasticsearch", partial(engine, "elasticsearch"))
    component("search: marks waiting", marks_waiting)
    component("search: rows behind", rows_behind)


def register_waiting(waiting: Callable[[str, Count], None]) -> None:
    waiting("search_marks_waiting", lambda: open_marks().count())
    waiting("search_rows_behind", lambda: max(_lacking().values(), default=0))


def engine(name: str) -> Health:
    """Whether an engine would answer a question now."""
    ready = service.engine(name).ready()
    return Health(ready, _("antwortet") if ready else _("antwortet nicht"))


def marks_waiting() -> Health:
    """Things that changed and are not yet rows; a failing source is named to operators."""
    waiting = open_marks().count()
    failing = Mark.objects.filter(retry_at__gt=timezone.now()).order_by("-attempts")
    worst = failing.first()
    detail = _("%(waiting)s warten, %(failing)s scheitern") % {"waiting": waiting, "failing": failing.count()}
    return Health(waiting < MANY_MARKS and worst is None, detail, cause=f"{worst.key}: {worst.error}" if worst else "")


def rows_behind() -> Health:
    """Rows that an index does not hold in their newest version."""
    lacking = _lacking()
    return Health(max(lacking.values(), default=0) < MANY_MARKS, ", ".join(f"{i}: {n}" for i, n in lacking.items()))


def _lacking() -> dict[str, int]:
    """For each index that answers now: how many rows it does not hold in their newest version."""
    return {
        index: deliver.behind(index, also_paused=True).count()
        for one in service.engines()
        if one.ready()
        for index in one.targets()
    }
