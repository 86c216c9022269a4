"""A district's page: what it took over from others, and what others took from it."""

from itertools import groupby
from typing import Any

from accounts.rights import Person, is_member
from bestpractice.ledger import queries
from bestpractice.models import PracticePage
from directory.models import DistrictPage
from regions.models import District

SHOWN = 3  # names of districts beside a practice; the rest stands on the practice's page


def taken_and_given(district: District, reader: Person) -> dict[str, Any]:
    """For templates/bestpractice/ledger/_district.html; both lists may be empty."""
    return {"taken": _taken(district), "given": _given(district, is_member(reader))}


def _taken(district: District) -> list[dict[str, Any]]:
    public = PracticePage.objects.live().public()
    rows = queries.confirmed_elsewhere().filter(district=district, practice__in=public).select_related("practice")
    found = sorted(rows, key=lambda row: (queries.BY_USE.index(queries.Stage(row.stage)), -row.since.toordinal()))
    paths = {row.practice.path[: -row.practice.steplen] for row in found}
    pages = DistrictPage.objects.filter(path__in=paths).select_related("district") if paths else []
    owners = {page.path: page.district.full_name for page in pages}
    return [
        {
            "title": row.practice.title,
            "url": row.practice.get_url(),
            "owner": owners.get(row.practice.path[: -row.practice.steplen], ""),
            "label": row.get_stage_display(),
            "since": row.since,
        }
        for row in found
    ]


def _given(district: District, for_member: bool) -> list[dict[str, Any]]:
    """Its practices that others use, the most used first."""
    own = PracticePage.objects.live().public().filter(path__startswith=district.page.path)
    pages = {page.pk: page for page in own}
    told = sorted(queries.entries(list(pages), for_member=for_member), key=lambda entry: entry.practice_id)
    given = []
    for number, uses in groupby(told, key=lambda entry: entry.practice_id):
        by = list(uses)
        page, used = pages[number], queries.figures_of(entry.stage for entry in by).used
        shown = {"title": page.title, "url": page.get_url(), "used": used}
        given.append({**shown, "entries": by[:SHOWN], "more": max(len(by) - SHOWN, 0)})
    return sorted(given, key=lambda row: (-row["used"], row["title"]))
