"""What a district hears from an association: the decision, the remarks at its sections, the points not ticked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.notify import notify, people_of_district
from bestpractice import checklist
from bestpractice.blocks import BLOCKS
from bestpractice.models import PracticePage, Recommendation, ReviewComment

State = Recommendation.State


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark that was sent, and what became of it: `changed` is whether its section reads otherwise since; None
    when the version that was read is gone.
    """

    comment: ReviewComment
    heading: str
    changed: bool | None

    @property
    def is_done(self) -> bool:
        return bool(self.changed or self.comment.answer)

    @property
    def state(self) -> str:
        if self.changed:
            return _("Abschnitt seither geändert")
        if self.comment.answer:
            return _("beantwortet")
        return _("noch offen") if self.changed is False else _("ob geändert, ist nicht mehr festzustellen")


def remarks(words: Iterable[Recommendation], now: PracticePage) -> list[Remark]:
    """The remarks of these decisions, beside the practice as it is now; each decision's in reading order."""
    versions: dict[int | None, PracticePage | None] = {None: None}
    found = []
    for comment in (comment for word in words for comment in in_reading_order(word)):
        if comment.revision and comment.revision_id not in versions:
            versions[comment.revision_id] = comment.revision.as_object()
        then, block = versions[comment.revision_id], BLOCKS[comment.section]
        found.append(Remark(comment, block.heading, None if then is None else block.words(then) != block.words(now)))
    return found


def open_remarks(practice: PracticePage) -> list[Remark]:
    """What an author still has to look at: of each association's last decision what is neither changed nor answered."""
    last: dict[int, Recommendation] = {}
    for word in decided(practice):
        last.setdefault(word.association_id, word)
    found = remarks(last.values(), practice.get_latest_revision_as_object()) if last else []
    return [remark for remark in found if not remark.is_done]


def in_reading_order(word: Recommendation) -> list[ReviewComment]:
    """A decision's remarks."""
    order = list(BLOCKS)
    comments = word.comments.select_related("revision", "recommendation__association")
    return sorted(comments, key=lambda comment: order.index(comment.section))


def decided(practice: PracticePage) -> QuerySet[Recommendation]:
    """What was said on a practice, newest first."""
    words: QuerySet[Recommendation] = practice.recommendations.exclude(state=State.PENDING)
    return words.select_related("association").order_by("-decided_at", "-pk")


def tell(word: Recommendation) -> None:
    """Tells the district and the author: the decision, the reason, each remark, what was not ticked."""
    practice, association = word.practice, word.association
    people = people_of_district(practice.district.ags)
    if practice.owner and practice.owner not in people:
        people.append(practice.owner)
    if word.state == State.GRANTED:
        text = _("%(association)s empfiehlt Ihr Praxisbeispiel „%(title)s“.")
    else:
        text = _("%(association)s empfiehlt Ihr Praxisbeispiel „%(title)s“ noch nicht.")
    notify(
        people,
        text % {"association": association.short_name, "title": practice.title},
        detail=in_words(word),
        url=reverse("feedback", args=[practice.pk]),
    )


def in_words(word: Recommendation) -> str:
    """A decision for a mail."""
    parts = [word.reason]
    parts += [f"{BLOCKS[comment.section].heading}:\n{comment.text}" for comment in in_reading_order(word)]
    open_points = checklist.missing(word.checklist)
    if word.checklist and open_points:  # a list that nobody has begun says nothing
        points = "\n".join(f"– {point.label}" for point in open_points)
        parts.append(f"{_('Auf der Prüfliste nicht abgehakt:')}\n{points}")
    return "\n\n".join(part for part in parts if part)


@transaction.atomic
def answer(comment: ReviewComment, text: str) -> None:
    """The district's answer to a remark; the editor of the next version reads it. "" takes it back."""
    comment.answer = text.strip()
    comment.answered_at = timezone.now() if comment.answer else None
    comment.save(update_fields=["answer", "answered_at"])
