"""What runs in districts like ours and not yet here: practices to look at, the nearest district's first."""

from collections.abc import Iterable
from dataclasses import dataclass

from bestpractice.fit.judging import Judged, Verdict, judge
from bestpractice.fit.queries import supplies_in
from bestpractice.ledger.queries import IN_USE
from bestpractice.models import Adoption, PracticePage
from directory.models import DistrictPage
from regions.models import District
from regions.similar import MOST_ALIKE, Similar, similar_districts


@dataclass(frozen=True, slots=True)
class User:
    """A similar district that runs it: as the source ("adoption" is None then), or after another."""

    similar: Similar
    adoption: Adoption | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`users`: the similar districts in which it runs, the most similar first; `judged`: its requirements here."""

    practice: PracticePage
    source: District
    users: tuple[User, ...]
    judged: tuple[Judged, ...]

    @property
    def met(self) -> int:
        return self._count(Verdict.MET)

    @property
    def unmet(self) -> int:
        return self._count(Verdict.UNMET)

    @property
    def for_people(self) -> int:
        return self._count(Verdict.PEOPLE)

    def _count(self, verdict: Verdict) -> int:
        return sum(judged.verdict == verdict for judged in self.judged)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A district's suggestions, the best supported first, and the districts that were asked."""

    district: District
    asked: tuple[Similar, ...]
    suggestions: tuple[Suggestion, ...]


def running_nearby(district: District) -> Nearby:
    """Public practices in use in the districts most like this one that it has not taken up itself in any stage."""
    asked = similar_districts(district, MOST_ALIKE)
    owners = {page.path: page.district for page in DistrictPage.objects.select_related("district")}
    users = _users(asked, district, owners)
    practices = PracticePage.objects.live().public().filter(pk__in=users).prefetch_related("requirements__topic")
    found = [(practice, owners[practice.path[: -practice.steplen]]) for practice in practices]
    needs = {practice.pk: list(practice.requirements.all()) for practice, _source in found}
    topics = {need.topic_id for rows in needs.values() for need in rows if need.topic_id}
    supplies = supplies_in(district, topics) if topics else {}
    suggestions = [
        Suggestion(
            practice,
            source,
            tuple(sorted(users[practice.pk], key=lambda user: -user.similar.score)),
            tuple(judge(need, district, supplies) for need in needs[practice.pk]),
        )
        for practice, source in found
        if source.ags != district.ags
    ]
    return Nearby(district, tuple(asked), tuple(sorted(suggestions, key=_rank)))


def _users(asked: Iterable[Similar], district: District, owners: dict[str, District]) -> dict[int, list[User]]:
    """Practice's number → those of the asked districts that run it."""
    similar = {found.district.ags: found for found in asked}
    users: dict[int, list[User]] = {}
    taken_up = set()
    for adoption in Adoption.objects.filter(district__in=[district.ags, *similar]):
        if adoption.district_id == district.ags:
            taken_up.add(adoption.practice_id)
        elif adoption.confirmed_on and adoption.stage in IN_USE:
            users.setdefault(adoption.practice_id, []).append(User(similar[adoption.district_id], adoption))
    paths = {path: owner for path, owner in owners.items() if owner.ags in similar}
    running = PracticePage.objects.live().filter(status=PracticePage.Status.RUNNING).values_list("pk", "path")
    for number, path in running:
        owner = paths.get(path[: -PracticePage.steplen])
        if owner:
            users.setdefault(number, []).append(User(similar[owner.ags], None))
    return {number: found for number, found in users.items() if number not in taken_up}


def _rank(suggestion: Suggestion) -> tuple[int, float, str]:
    """What more similar districts run comes first, and nothing that the own district fails."""
    return (suggestion.unmet, -sum(user.similar.score for user in suggestion.users), suggestion.practice.title)
