"""Questions to practices: what stands on their page, who recommends them."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model, QuerySet

from bestpractice.models import PracticePage, Recommendation
from bestpractice.reading import reading_context
from directory.queries import topic_chips
from regions.models import Association, District


def recommending(practice: PracticePage) -> list[Association]:
    """The associations whose last word on this practice is yes."""
    return recommending_each([practice.pk]).get(practice.pk, [])  # the preview of a new practice has no key


def recommending_each(practices: Collection[int | None]) -> dict[int, list[Association]]:
    """The same for many, in one query."""
    last: dict[tuple[int, int], Recommendation] = {}
    words = Recommendation.objects.filter(practice__in=practices)
    decided = words.exclude(state=Recommendation.State.PENDING).select_related("association")
    for word in decided.order_by("decided_at"):
        last[word.practice_id, word.association_id] = word
    found: dict[int, list[Association]] = {}
    for word in last.values():
        if word.state == Recommendation.State.GRANTED:
            found.setdefault(word.practice_id, []).append(word.association)
    return found


def practice_context(practice: PracticePage, *, for_member: bool) -> dict[str, Any]:
    """What stands around a practice's own text, its uses excepted; see templates/bestpractice/practice_page.html."""
    district = practice.district
    return {
        "district": district,
        **reading_context(practice, for_member=for_member),
        "recommended_by": [association.short_name for association in recommending(practice)],
        "topics": topic_chips(practice.topics.all(), "/praxis/"),
        "post": getattr(district, "post", None),
    }


def on_practices_of(model: type[Model], practice: str = "practice") -> Callable[[District], QuerySet[Model]]:
    """The question for a district's rows of a model that hangs on practices. `practice`: the way from it to them."""

    def rows_of(district: District) -> QuerySet[Model]:
        return model._default_manager.filter(**{f"{practice}__path__startswith": district.page.path})

    return rows_of
