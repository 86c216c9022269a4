"""What is asked of the tables: the same few questions, however many adoptions, requirements and offers there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import timezone

from accounts.rights import Person
from bestpractice.fit.judging import Judged, Supply, judge
from bestpractice.fit.peers import Peers, see_from
from bestpractice.fit.viewpoint import Viewpoint, viewpoint_of
from bestpractice.ledger.queries import confirmed_elsewhere
from bestpractice.models import PracticePage, Requirement
from directory.coverage.queries import IS_LANDWIDE, asked_offers, is_confirmed
from directory.coverage.question import Question
from regions.models import District
from regions.similar import similar_districts

EVERYBODY = 35  # others in the Land


@dataclass(frozen=True, slots=True)
class Fit:
    """How a practice would fit. `peers` and `judged` are empty until a district is chosen."""

    viewpoint: Viewpoint
    peers: Peers | None
    judged: tuple[Judged, ...]


def fit_context(practice: PracticePage, person: Person, asked: str) -> dict[str, Any]:
    """`fit` for members; `requirements` for whoever may read them and is not shown how they stand."""
    viewpoint = viewpoint_of(person, asked)
    if viewpoint is None:
        return {"fit": None, "requirements": requirements_of(practice) if practice.lessons_are_public else []}
    if viewpoint.district is None:
        return {"fit": Fit(viewpoint, None, ()), "requirements": requirements_of(practice)}
    district = viewpoint.district
    judged = judge_all(requirements_of(practice), district)
    return {"fit": Fit(viewpoint, peers_of(practice, district), judged), "requirements": []}


def requirements_of(practice: PracticePage) -> list[Requirement]:
    """In the author's order; of a preview what stands in its form."""
    return list(practice.requirements.select_related("topic"))


def peers_of(practice: PracticePage, district: District) -> Peers:
    told = confirmed_elsewhere().filter(practice=practice.pk)  # by key: the preview of a new practice has none
    return see_from(district, similar_districts(district, EVERYBODY), practice.district, told)


def judge_all(requirements: Iterable[Requirement], district: District) -> tuple[Judged, ...]:
    """One question to the directory for all of them, none where no requirement asks for offers."""
    asked = list(requirements)
    topics = {requirement.topic_id for requirement in asked if requirement.topic_id}
    supplies = supplies_in(district, topics) if topics else {}
    return tuple(judge(requirement, district, supplies) for requirement in asked)


def supplies_in(district: District, topics: set[int]) -> dict[int, Supply]:
    """What the directory holds per topic; an upper topic holds what its lower ones do. Counted as the coverage does
    (decisions/0010): once per topic, in the district of the organisation and in those it serves.
    """
    here = Q(organisation__home_district=district) | Q(organisation__districts_served=district)
    wanted = Q(topics__in=topics) | Q(topics__parent__in=topics)
    rows = (
        asked_offers(Question())
        .filter(here | IS_LANDWIDE, wanted)
        .annotate(landwide=_truth(IS_LANDWIDE), confirmed=_truth(is_confirmed(timezone.localdate())))
        .order_by()
        .values_list("pk", "landwide", "confirmed", "topics", "topics__parent")
        .distinct()
    )
    numbers: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, landwide, confirmed, topic, parent in rows:
        for wanted_topic in topics & {topic, parent}:
            found = numbers[wanted_topic]
            found["landwide" if landwide else "here"].add(number)
            if confirmed and not landwide:
                found["confirmed"].add(number)
    return {
        topic: Supply(len(found["here"]), len(found["confirmed"]), len(found["landwide"]))
        for topic, found in numbers.items()
    }


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
