"""The seal: a published practice asks for it, an editor who did not write it grants or refuses it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.signals import page_published

from accounts.models import User
from accounts.notify import notify
from accounts.rights import associations_of
from bestpractice import feedback, missing
from bestpractice.comparing import compare, is_big
from bestpractice.models import PracticePage, Recommendation

State = Recommendation.State


def connect() -> None:
    page_published.connect(ask_for_seal, sender=PracticePage, dispatch_uid="bestpractice.ask_for_seal")


@transaction.atomic
def ask_for_seal(sender: type[PracticePage], instance: PracticePage, revision: Revision | None, **kwargs: Any) -> None:
    """On publishing: puts the practice into the queue of its body's associations, unless they recommend this
    text or it lacks what the seal needs.

    The seal stays while a changed text waits: the association's last word counts until its next.
    """
    asked = list(instance.associations)
    instance.recommendations.filter(state=State.PENDING).exclude(association__in=asked).delete()  # the body changed
    for association in asked:
        words = instance.recommendations.filter(association=association).select_related("revision")
        waiting = words.filter(state=State.PENDING).select_for_update(of=("self",)).first()
        last = words.exclude(state=State.PENDING).order_by("-decided_at", "-pk").first()
        if waiting:
            _renew(waiting, revision)
        elif _shall_be_asked(instance, last, revision):
            Recommendation.objects.create(practice=instance, association=association, revision=revision)


def _shall_be_asked(practice: PracticePage, last: Recommendation | None, revision: Revision | None) -> bool:
    """A recommended practice whenever its text becomes another, what it lacks included; others once they are ripe."""
    if last and last.state == State.GRANTED:
        return not _is_still_that_text(last.revision, revision)
    return not missing.for_seal(practice)


def _renew(waiting: Recommendation, revision: Revision | None) -> None:
    """The question is now about the new text; who has it in hand learns that."""
    Recommendation.objects.filter(pk=waiting.pk).update(revision=revision)
    if waiting.assigned_to and waiting.revision != revision:
        text = _(
            "„%s“ wurde neu veröffentlicht, während Sie es begutachten. Die Begutachtung zeigt, was sich geändert hat."
        )
        notify([waiting.assigned_to], text % waiting.practice.title, url=f"/verwaltung/begutachtung/{waiting.pk}/")


def _is_still_that_text(recommended: Revision | None, revision: Revision | None) -> bool:
    """Whether what changed since the seal was given is small; docs/decisions/0018 says what that means."""
    return bool(recommended and revision and not is_big(compare(recommended.as_object(), revision.as_object())))


def authors_of(practice: PracticePage) -> set[int]:
    """Ids of everyone who wrote on this practice: its owner and whoever saved a version of it."""
    wrote = set(practice.revisions.exclude(user=None).values_list("user_id", flat=True))
    return wrote | ({practice.owner_id} if practice.owner_id else set())


def is_of(person: User, recommendation: Recommendation) -> bool:
    """Whether a person edits for the association that is asked. The operator reviews nothing."""
    return any(association.pk == recommendation.association_id for association in associations_of(person))


def may_review(person: User, recommendation: Recommendation) -> bool:
    """An editor of that association who did not write on the practice."""
    return is_of(person, recommendation) and person.pk not in authors_of(recommendation.practice)


@transaction.atomic
def claim(recommendation: Recommendation, editor: User) -> None:
    """Takes the review in hand; whoever had it learns that. No lock: colleagues can still decide. Raises as `grant`."""
    row = open_row(recommendation, editor)
    before = row.assigned_to
    row.assigned_to = editor
    row.save(update_fields=["assigned_to"])
    if before and before != editor:
        text = _("%(colleague)s hat die Begutachtung von „%(title)s“ von Ihnen übernommen.")
        words = {"colleague": editor, "title": row.practice.title}
        notify([before], text % words, url=f"/verwaltung/begutachtung/{row.pk}/")


@transaction.atomic
def release(recommendation: Recommendation, editor: User) -> None:
    """Gives back what the editor had in hand; somebody else's stays theirs. Raises as `grant`."""
    row = open_row(recommendation, editor)
    if row.assigned_to == editor:
        row.assigned_to = None
        row.save(update_fields=["assigned_to"])


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
    row = open_row(recommendation, reviewer)
    row.state, row.reason, row.reviewer, row.decided_at = state, reason, reviewer, timezone.now()
    row.save()
    feedback.tell(row)


def open_row(recommendation: Recommendation, editor: User) -> Recommendation:
    """The row as it is now, locked for a change inside the caller's transaction. Raises as `grant`."""
    row = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if not may_review(editor, row):
        raise PermissionDenied(_("Eigene Texte und Texte anderer Verbände können Sie nicht begutachten."))
    if row.state != State.PENDING:
        told = {"state": row.get_state_display(), "day": date_format(timezone.localtime(row.decided_at), "j. F, H:i")}
        raise ValueError(_("Darüber ist schon entschieden: %(state)s (%(day)s Uhr).") % told)
    return row
