"""The seal: a published practice asks for it, an editor who did not write it grants or refuses it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.signals import page_published

from accounts.models import User
from accounts.notify import notify, people_of_district
from accounts.rights import associations_of
from bestpractice import missing
from bestpractice.models import PracticePage, Recommendation
from bestpractice.sections import SECTIONS
from regions.models import Association

State = Recommendation.State
WRITTEN = ("title", "summary", *(section.field for section in SECTIONS))


def connect() -> None:
    page_published.connect(ask_for_seal, sender=PracticePage, dispatch_uid="bestpractice.ask_for_seal")


def ask_for_seal(sender: type[PracticePage], instance: PracticePage, revision: Revision | None, **kwargs: Any) -> None:
    """On publishing: puts the practice into its associations' queue, unless they said yes to this text already
    or it lacks what the seal needs.

    The seal stays while a changed text waits: the association's last word counts until its next.
    """
    for association in Association.objects.filter(districts=instance.district):
        last = instance.recommendations.filter(association=association).order_by("-asked_at", "-pk").first()
        if last and last.state == State.GRANTED and _say_the_same(last.revision, revision):
            continue
        if last and last.state == State.PENDING:
            Recommendation.objects.filter(pk=last.pk).update(revision=revision)
        elif (last and last.state == State.GRANTED) or not missing.for_seal(instance):
            Recommendation.objects.create(practice=instance, association=association, revision=revision)


def _say_the_same(one: Revision | None, other: Revision | None) -> bool:
    """Whether two versions read alike; topics, tags and figures may differ."""
    return bool(one and other and all(one.content.get(name) == other.content.get(name) for name in WRITTEN))


def authors_of(practice: PracticePage) -> set[int]:
    """Ids of everyone who wrote on this practice: its owner and whoever saved a version of it."""
    wrote = set(practice.revisions.exclude(user=None).values_list("user_id", flat=True))
    return wrote | ({practice.owner_id} if practice.owner_id else set())


def may_review(person: User, recommendation: Recommendation) -> bool:
    """An editor of that association who did not write on the practice. The operator reviews nothing."""
    belongs = any(association.pk == recommendation.association_id for association in associations_of(person))
    return belongs and person.pk not in authors_of(recommendation.practice)


def grant(recommendation: Recommendation, reviewer: User) -> None:
    """Gives the seal to the version that was reviewed. Raises PermissionDenied, or ValueError when already decided."""
    _decide(recommendation, reviewer, State.GRANTED, "")


def refuse(recommendation: Recommendation, reviewer: User, reason: str) -> None:
    """Refuses with a reason, which reaches the author in the portal and by mail. Raises as `grant`, and ValueError
    without a reason.
    """
    if not reason.strip():
        raise ValueError(_("Bitte begründen Sie, was fehlt."))
    _decide(recommendation, reviewer, State.REFUSED, reason.strip())


@transaction.atomic
def _decide(recommendation: Recommendation, reviewer: User, state: str, reason: str) -> None:
    row = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if row.state != State.PENDING:
        raise ValueError(_("Darüber ist schon entschieden."))
    if not may_review(reviewer, row):
        raise PermissionDenied(_("Eigene Texte und Texte anderer Verbände können Sie nicht begutachten."))
    row.state, row.reason, row.reviewer, row.decided_at = state, reason, reviewer, timezone.now()
    row.save()
    _tell(row)


def _tell(row: Recommendation) -> None:
    practice, association = row.practice, row.association
    people = people_of_district(practice.district.ags)
    if practice.owner and practice.owner not in people:
        people.append(practice.owner)
    if row.state == State.GRANTED:
        text = _("%(association)s empfiehlt Ihr Praxisbeispiel „%(title)s“.")
    else:
        text = _("%(association)s empfiehlt Ihr Praxisbeispiel „%(title)s“ noch nicht.")
    notify(
        people,
        text % {"association": association.short_name, "title": practice.title},
        detail=row.reason,
        url=f"/verwaltung/pages/{practice.pk}/edit/",
    )
