"""A published change of a practice, told to those who use it: which versions, what differs, who learns of it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published

from accounts.notify import notify
from bestpractice.comparing import Change, as_text, compare
from bestpractice.ledger.news import people_to_tell
from bestpractice.models import Adoption, PracticePage

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
HOW_IT_IS_FOUND = {  # of no use to whoever already runs it
    "topics", "target_groups", "tags", "image", "pictures", "lessons_are_public", "adapted_from",
}  # fmt: skip
GIST = 700  # characters of what changed that stand in the message; all of it stands on the page behind the link


def connect() -> None:
    page_published.connect(tell_adopters, sender=PracticePage, dispatch_uid="bestpractice.tell_adopters")


@transaction.atomic
def tell_adopters(sender: type[PracticePage], instance: PracticePage, revision: Revision | None, **more: Any) -> None:
    """Whoever uses the practice and has not stopped learns what is new in it, if the wording changed at all."""
    before = earlier(instance, revision) if revision else None
    if revision is None or before is None:
        return
    uses = Adoption.objects.confirmed().exclude(stage=Adoption.Stage.STOPPED)
    rows = uses.filter(practice=instance.pk).select_related("district")
    people = [person for row in rows for person in people_to_tell(row.district, instance, revision.user)]
    if not people:
        return
    changes = between(before, revision)
    if not changes:
        return
    notify(
        people,
        _("%(district)s hat „%(title)s“ geändert, das Sie nutzen.")
        % {"district": instance.district, "title": instance.title},
        detail=Truncator(as_text(changes)).chars(GIST, truncate=" …"),
        url=reverse("practice_change", args=[revision.pk]),
    )


def between(before: Revision, after: Revision) -> list[Change]:
    """What an adopter wants to know of the way from one version to the other."""
    changes = compare(before.as_object(), after.as_object())
    return [change for change in changes if change.section not in HOW_IT_IS_FOUND]


def earlier(practice: PracticePage, revision: Revision) -> Revision | None:
    """The version that was published before this one; drafts in between are nobody's business."""
    when = publishings(practice).filter(revision=revision.pk).order_by("timestamp").first()
    past = publishings(practice).exclude(revision=revision.pk)
    if when is not None:  # while it is being published, the log does not have it yet
        past = past.filter(timestamp__lt=when.timestamp)
    for number in past.order_by("-timestamp", "-pk").values_list("revision", flat=True):
        if found := Revision.objects.filter(pk=number).first():  # old versions may have been cleared away
            return found
    return None


def was_published(practice: PracticePage, revision: Revision) -> bool:
    return publishings(practice).filter(revision=revision.pk).exists()


def published_at(practice: PracticePage, revision: Revision) -> dt.datetime | None:
    entry = publishings(practice).filter(revision=revision.pk).order_by("timestamp").first()
    return entry.timestamp if entry else None


def publishings(practice: PracticePage) -> QuerySet[PageLogEntry]:
    return PageLogEntry.objects.filter(page=practice.pk, action__in=PUBLISHED).exclude(revision=None)
