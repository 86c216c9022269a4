"""Which imports a person sees, and one of them as its page shows it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from directory.admin.forms import districts_for
from directory.exchange.admin.forms import label_of
from directory.exchange.telling import told
from directory.models import ImportChange, ImportRun

PAGE = 50  # changes on a page
SHOWN_PROBLEMS = 100
MOST_QUESTIONS = 200  # possible doubles, or entries that are gone, on one page; the others after these

Kind = ImportChange.Kind


def imports_for(person: User) -> QuerySet[ImportRun]:
    """Without the files themselves."""
    return (
        ImportRun.objects.filter(district__in=districts_for(person))
        .select_related("district", "source")
        .defer("content")
    )


def changes_page(run: ImportRun, kind: str, number: str | None) -> dict[str, Any]:
    """New or changed entries, field by field."""
    chosen = kind if kind in (Kind.NEW, Kind.CHANGED) else first_kind(run)
    page = Paginator(run.changes.filter(kind=chosen), PAGE).get_page(number)
    return {"kind": chosen, "page": page, "rows": [(change, list(told(change))) for change in page]}


def first_kind(run: ImportRun) -> str:
    """Changes want a closer look than what is new."""
    return Kind.CHANGED if run.counts.get("changed") else Kind.NEW


def questions(run: ImportRun) -> dict[str, Any]:
    """What only a person can say: the same organisation or another; ended or merely not in this file."""
    gone = run.changes.filter(kind=Kind.GONE)
    return {
        "doubles": run.changes.exclude(same_as=None)[:MOST_QUESTIONS],
        "gone_offers": gone.filter(noun=ImportChange.Noun.OFFER)[:MOST_QUESTIONS],
        "gone_organisations": gone.filter(noun=ImportChange.Noun.ORGANISATION)[:MOST_QUESTIONS],
    }


def problems(run: ImportRun) -> dict[str, Any]:
    """[(row, label of the column, text, whether the whole row is left out)], and how many more there are."""
    rows = [(row, label_of(column), text, left_out) for row, column, text, left_out in run.problems]
    return {"problems": rows[:SHOWN_PROBLEMS], "more_problems": max(len(rows) - SHOWN_PROBLEMS, 0)}


def said(run: ImportRun) -> str:
    """What the button does, with numbers."""
    counts = {"new": run.counts.get("new", 0), "changed": run.counts.get("changed", 0)}
    return _("Übernehmen: %(new)s neue, %(changed)s geänderte") % counts
