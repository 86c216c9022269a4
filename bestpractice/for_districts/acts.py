"""What happens to a draft between an association's editors and the district it is for. Each act checks who may."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction

from accounts.models import User
from accounts.notify import notify, people_of_district
from accounts.rights import associations_of, districts_of
from bestpractice.for_districts.queries import association_for
from bestpractice.models import DraftForDistrict, PracticePage
from bestpractice.new_draft import new_draft
from regions.models import District

State = DraftForDistrict.State


class TooLateError(Exception):
    """Somebody else has decided meanwhile. Its text is for the person who came too late."""


def is_editor(person: User, draft: DraftForDistrict) -> bool:
    return any(association.pk == draft.association_id for association in associations_of(person))


def acts_for_district(person: User, draft: DraftForDistrict) -> bool:
    """The manager, or the deputy today: releasing is the district's own word, so not the operator."""
    ags = draft.practice.district.ags
    return any(district.ags == ags for district in districts_of(person))


@transaction.atomic
def begin(person: User, district: District, *, title: str, source: str = "", **texts: Any) -> DraftForDistrict:
    """An empty or half-written draft below the district's page. Raises PermissionDenied for all but its editors."""
    association = association_for(person, district)
    if association is None:
        raise PermissionDenied
    practice = new_draft(district, person, title=title, **texts)
    return DraftForDistrict.objects.create(practice=practice, association=association, written_by=person, source=source)


@transaction.atomic
def offer(draft: DraftForDistrict, person: User) -> int:
    """Lays the draft before the district; returns how many people learn of it: none while the post is vacant."""
    row = _locked(draft, person, is_editor, State.WRITING, State.RETURNED)
    row.become(State.OFFERED)
    text = _("%(association)s hat für Ihren Kreis ein Praxisbeispiel aufgeschrieben: „%(title)s“.")
    return notify(
        people_of_district(row.practice.district.ags), _told(text, row), detail=row.source, url=_address(row.practice)
    )


@transaction.atomic
def take(draft: DraftForDistrict, person: User) -> None:
    """From now on it is the district's alone; the editors neither change nor read it."""
    row = _locked(draft, person, acts_for_district, *DraftForDistrict.WITH_EDITORS)
    row.become(State.TAKEN)
    _tell_editor(row, _("Der Kreis hat „%(title)s“ übernommen und schreibt daran weiter."))


@transaction.atomic
def release(draft: DraftForDistrict, person: User) -> None:
    """Publishes the latest version as the district's own. Raises ValidationError while something is missing."""
    row = _locked(draft, person, acts_for_district, *State)
    latest: PracticePage = row.practice.get_latest_revision_as_object()
    if latest.missing_to_publish():
        raise ValidationError(_("Zum Veröffentlichen fehlt noch etwas; bitte ergänzen Sie es."))
    latest.full_clean()
    row.practice.get_latest_revision().publish(user=person)  # which tells the editor: note_published


@transaction.atomic
def give_back(draft: DraftForDistrict, person: User, word: str) -> None:
    """Back to the editors, with what the district says. Raises ValidationError without a word."""
    row = _locked(draft, person, acts_for_district, State.OFFERED, State.TAKEN)
    if not word.strip():
        raise ValidationError(_("Bitte schreiben Sie, was nicht stimmt oder fehlt."))
    row.become(State.RETURNED, word.strip())
    _tell_editor(row, _("Der Kreis gibt „%(title)s“ zurück."), detail=row.word)


@transaction.atomic
def discard(draft: DraftForDistrict, person: User, word: str = "") -> None:
    """The district does not want it: the draft goes."""
    row = _locked(draft, person, acts_for_district, *State)
    _tell_editor(row, _("Der Kreis möchte „%(title)s“ nicht veröffentlichen; der Entwurf ist gelöscht."), detail=word)
    row.practice.delete(user=person)


@transaction.atomic
def withdraw(draft: DraftForDistrict, person: User) -> None:
    """The editors themselves drop it, before the district has taken it over."""
    row = _locked(draft, person, is_editor, *DraftForDistrict.WITH_EDITORS)
    if row.state == State.OFFERED:
        text = _told(_("%(association)s hat den Entwurf „%(title)s“ zurückgezogen."), row)
        notify(people_of_district(row.practice.district.ags), text)
    DeletePageAction(row.practice, user=person).execute(skip_permission_checks=True)  # not by the tree, but by this act


def note_published(practice: PracticePage) -> None:
    """However it was published, it is the district's now."""
    row = DraftForDistrict.objects.filter(practice=practice.pk, state__in=DraftForDistrict.WITH_EDITORS).first()
    if row:
        row.become(State.TAKEN)
        _tell_editor(row, _("Der Kreis hat „%(title)s“ veröffentlicht."))


def _locked(
    draft: DraftForDistrict, person: User, may: Callable[[User, DraftForDistrict], bool], *states: State
) -> DraftForDistrict:
    row = DraftForDistrict.objects.select_for_update().select_related("practice").filter(pk=draft.pk).first()
    if row is None:
        raise TooLateError(_("Diesen Entwurf gibt es nicht mehr."))
    if not may(person, row):
        raise PermissionDenied
    if row.practice.live or row.state not in states:
        raise TooLateError(_("Der Entwurf ist inzwischen weiter: Stand „%s“.") % row.get_state_display())
    return row


def _told(text: str, row: DraftForDistrict) -> str:
    return text % {"association": row.association.short_name, "title": row.practice.draft_title}


def _tell_editor(row: DraftForDistrict, text: str, *, detail: str = "") -> None:
    if row.written_by:
        notify([row.written_by], _told(text, row), detail=detail, url=reverse("drafts_for_districts"))


def _address(practice: PracticePage) -> str:
    return reverse("draft_for_district", args=[practice.pk])
