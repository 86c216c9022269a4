"""What the ledger says: how often a practice is used, by whom, and what of it a reader may see."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from accounts.models import User
from accounts.rights import Person, districts_of
from bestpractice.models import Adoption, PracticePage, Quiet
from bestpractice.models.adoption import AdoptionQuerySet
from regions.maps import district_map
from regions.models import District

Stage = Adoption.Stage
IN_USE = (Stage.RUNNING, Stage.PILOTING)
BY_USE = (Stage.RUNNING, Stage.PILOTING, Stage.PLANNING, Stage.INTERESTED, Stage.STOPPED)  # as lists show them


@dataclass(frozen=True, slots=True)
class Step:
    """From when on a stage held. `because`: of a stop, "" where the reader may not see it."""

    stage: str
    label: str
    on: dt.date
    because: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One confirmed use of a practice, as far as a reader may see it.

    `because` is "" where there is no reason or the reader may not see it; `cost`: euro a year, None where nobody said.
    `is_for_members`: the reason is shown to this reader, and not to visitors.
    """

    practice_id: int
    district: District
    stage: str
    label: str
    since: dt.date
    adaptation: str
    outcome: str
    cost: int | None
    because: str
    is_for_members: bool
    steps: tuple[Step, ...]

    @property
    def is_in_use(self) -> bool:
        return self.stage in IN_USE


@dataclass(frozen=True, slots=True)
class Figures:
    """`used`: in how many districts it is running or tried; `by_stage`: in how many it is in each stage."""

    used: int
    by_stage: dict[str, int]


def entries(practices: Collection[int], *, for_member: bool) -> list[Entry]:
    """The confirmed uses of these practices, by stage and the newest first, in three queries.

    `for_member`: whether the reader belongs to the net; reasons of a stop are otherwise seen only where the district
    made them public.
    """
    rows = confirmed_elsewhere().filter(practice__in=practices)
    rows = rows.select_related("district__page").prefetch_related("steps").order_by("-since", "-pk")
    told = [_entry(row, for_member) for row in rows]
    return sorted(told, key=lambda entry: BY_USE.index(Stage(entry.stage)))


def figures(practice: PracticePage) -> Figures:
    """How far a practice has spread; see also `figures_of` for entries that were already read."""
    return figures_of(confirmed_elsewhere().filter(practice=practice.pk).values_list("stage", flat=True))


def figures_of(stages: Iterable[str]) -> Figures:
    counts = Counter(stages)
    return Figures(sum(counts[stage] for stage in IN_USE), {str(stage): counts[stage] for stage in BY_USE})


def strip(practice: PracticePage, stages: dict[str, str]) -> list[str]:
    """The stage in each of the 36 in the strip's fixed order, "" where it is not used; "source" where it comes from.

    `stages`: official key → stage.
    """
    known = {**stages, practice.district.ags: "source"}
    return [known.get(shape.ags, "") for shape in district_map().shapes]


def stages_of(practice: PracticePage) -> dict[str, str]:
    """Official key → stage, of all confirmed uses."""
    return dict(confirmed_elsewhere().filter(practice=practice.pk).values_list("district_id", "stage"))


def confirmed_elsewhere() -> AdoptionQuerySet:
    """All that counts: told by the adopting districts, which a practice's own is not, even after it was moved there."""
    return Adoption.objects.confirmed().exclude(practice__path__startswith=F("district__page__path"))


def own_adoptions(person: User) -> AdoptionQuerySet:
    """What the districts for which a person acts have told, and what others say of them."""
    rows = Adoption.objects.filter(district__in=districts_of(person))
    return rows.select_related("practice", "district", "reported_by").prefetch_related("steps")


def waiting_for(person: User) -> AdoptionQuerySet:
    """Reports about the own districts that nobody has answered, oldest first."""
    return own_adoptions(person).reported().order_by("pk")


def reports_by(person: User) -> AdoptionQuerySet:
    """What a person reported of others, and no answer yet."""
    rows = Adoption.objects.reported().filter(reported_by=person)
    return rows.select_related("practice", "district").order_by("pk")


def is_quiet(practice: PracticePage, district: District) -> bool:
    return Quiet.objects.filter(practice=practice, district=district).exists()


def standing(person: Person, practice: PracticePage) -> list[tuple[District, Adoption | None]]:
    """Each own district that might use a practice, with what is told of it; no query for those who act for none."""
    own = [district for district in districts_of(person) if district != practice.district]
    if not own:
        return []
    rows = {row.district_id: row for row in Adoption.objects.filter(practice=practice.pk, district__in=own)}
    return [(district, rows.get(district.ags)) for district in own]


def _entry(row: Adoption, for_member: bool) -> Entry:
    seen = for_member or row.reason_is_public
    last = len(row.steps.all()) - 1
    return Entry(
        practice_id=row.practice_id,
        district=row.district,
        stage=str(row.stage),
        label=str(row.get_stage_display()),
        since=row.since,
        adaptation=row.adaptation,
        outcome=row.outcome,
        cost=row.cost,
        because=row.stopped_because if seen else "",
        is_for_members=bool(row.stopped_because) and for_member and not row.reason_is_public,
        steps=tuple(
            Step(
                stage=str(step.stage),
                label=str(step.get_stage_display()),
                on=step.on,
                because=step.because if for_member or (seen and number == last) else "",
            )
            for number, step in enumerate(row.steps.all())
        ),
    )


def used_of(person: User) -> list[dict[str, Any]]:
    """The practices of the own districts that others use, each with who does and whether one wants to hear of it."""
    below = Q()
    for district in districts_of(person):
        below |= Q(path__startswith=district.page.path)
    if not below:
        return []
    pages = list(PracticePage.objects.filter(below).order_by("title"))
    told = entries([page.pk for page in pages], for_member=True)
    silent = set(Quiet.objects.filter(district__in=districts_of(person)).values_list("practice", flat=True))
    by_page = {page.pk: [entry for entry in told if entry.practice_id == page.pk] for page in pages}
    return [
        {"practice": page, "entries": by_page[page.pk], "is_quiet": page.pk in silent}
        for page in pages
        if by_page[page.pk]
    ]
