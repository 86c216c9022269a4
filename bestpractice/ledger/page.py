"""What the ledger adds to a practice's page: figures, who uses it and how, what it comes from, the reader's way in."""

from typing import Any

from django.db.models import Q

from accounts.rights import Person, is_member
from bestpractice.ledger import queries
from bestpractice.ledger.rights import may_report_some, may_tell
from bestpractice.models import PracticePage
from directory.models import DistrictPage

OPEN = 6  # uses that are shown without unfolding


def practice_ledger(practice: PracticePage, reader: Person) -> dict[str, Any]:
    """For templates/bestpractice/practice_page.html; the number of queries does not depend on the number of uses."""
    told = queries.entries([practice.pk or 0], for_member=is_member(reader))  # the preview of a new one has no key
    figures = queries.figures_of(entry.stage for entry in told)
    is_open = bool(practice.pk and practice.live)  # in a preview there is nothing to press
    return {
        "strip": queries.strip(practice, {entry.district.ags: entry.stage for entry in told}),
        "used": figures.used,
        "uses": told[:OPEN],
        "more_uses": told[OPEN:],
        "own_uses": queries.standing(reader, practice) if is_open else [],
        "is_source": is_open and may_tell(reader, practice.district),
        "may_report": is_open and may_report_some(reader, practice),
        **kin(practice),
    }


def kin(practice: PracticePage) -> dict[str, Any]:
    """The public practices that it goes back to and that go back to it, each with its district."""
    own = practice.pk or 0
    related = Q(pk=practice.adapted_from_id or 0) | Q(adapted_from=own)
    found = PracticePage.objects.live().filter(related).exclude(pk=own).order_by("path")
    pages = list(found.public()) if found.exists() else []  # most have no kin: then one query is enough
    paths = {page.path[: -page.steplen] for page in pages}
    owners = DistrictPage.objects.filter(path__in=paths).select_related("district") if paths else []
    names = {owner.path: owner.district.full_name for owner in owners}
    ways = [
        {"pk": page.pk, "title": page.title, "url": page.get_url(), "owner": names.get(page.path[: -page.steplen], "")}
        for page in pages
    ]
    return {
        "adapted_from": next((way for way in ways if way["pk"] == practice.adapted_from_id), None),
        "adaptations": [way for way in ways if way["pk"] != practice.adapted_from_id],
    }
