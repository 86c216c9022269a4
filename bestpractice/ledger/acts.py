"""The state changes of the ledger: each checks who may, holds the row, writes the step and tells whom it concerns.

All raise PermissionDenied for whoever may not, and ValidationError in words for the page. Sent twice, each acts once.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from bestpractice.ledger import news
from bestpractice.ledger.rights import may_report, may_tell
from bestpractice.models import Adoption, AdoptionStep, PracticePage, Quiet
from core.visibility import is_public
from regions.models import District

Stage = Adoption.Stage
EARLIEST = dt.date(1990, 1, 1)  # a date before it is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Word:
    """What is told of a stage. `on`: since when; `because`: of a stop, for members unless `reason_is_public`."""

    stage: str
    on: dt.date
    because: str = ""
    reason_is_public: bool = False

    @property
    def reason(self) -> str:
        """Of a stop; what a form sends along with another stage is none."""
        return self.because.strip() if self.stage == Stage.STOPPED else ""


@dataclass(frozen=True, slots=True)
class Account:
    """How it goes there. `cost`: euro a year, None where nobody said."""

    adaptation: str = ""
    outcome: str = ""
    cost: int | None = None


@transaction.atomic
def adopt(practice: PracticePage, district: District, word: Word, account: Account, person: User) -> Adoption:
    """A district adds itself; a report about it that still waits is thereby answered."""
    if not may_tell(person, district):
        raise PermissionDenied
    _judge(word, None)
    row, is_new = _row(practice, district, word)
    last = row.steps.last()
    if row.confirmed_on and last and (last.stage, last.on) != (word.stage, word.on):
        raise ValidationError(_("Ihr Kreis steht hier schon. Bitte ändern Sie den Stand dort."))
    _describe(row, account)
    if row.confirmed_on:
        row.save()
        return row
    row.steps.all().delete()
    row.confirmed_on, row.confirmed_by = timezone.localdate(), person
    _append(row, word, person)
    news.tell_source(row, news.NEW, person)
    if not is_new:
        news.tell_reporter(row, person, confirmed=True)
    return row


@transaction.atomic
def report(practice: PracticePage, district: District, word: Word, person: User) -> Adoption:
    """Somebody else says that a district uses a practice: nothing is counted or shown until that district agrees."""
    if not may_report(person, practice, district):
        raise PermissionDenied
    if word.stage == Stage.STOPPED:
        raise ValidationError({"stage": _("Dass etwas beendet ist, sagt der Kreis selbst.")})
    _judge(word, None)
    row, is_new = _row(practice, district, word)
    if is_new:
        row.reported_by = person
        _append(row, word, person)
        news.ask_adopter(row, person)
    elif row.confirmed_on:
        raise ValidationError({"district": _("Dieser Kreis steht schon in der Liste.")})
    elif row.reported_by_id != person.pk:
        raise ValidationError({"district": _("Das ist schon gemeldet; der Kreis hat noch nicht geantwortet.")})
    return row


@transaction.atomic
def confirm(adoption: Adoption, person: User) -> Adoption:
    """The district agrees to what was reported of it."""
    row = _own(adoption, person)
    if not row.confirmed_on:
        row.confirmed_on, row.confirmed_by = timezone.localdate(), person
        row.save()
        news.tell_source(row, news.NEW, person)
        news.tell_reporter(row, person, confirmed=True)
    return row


@transaction.atomic
def drop_report(adoption: Adoption, person: User) -> None:
    """The district says no to what was reported of it, or whoever reported it takes it back."""
    row = _held(adoption)
    if row is None:
        return
    if not may_tell(person, row.district) and row.reported_by_id != person.pk:
        raise PermissionDenied
    if row.confirmed_on:
        raise ValidationError(_("Der Kreis hat das schon bestätigt."))
    news.tell_reporter(row, person, confirmed=False)
    row.delete()


@transaction.atomic
def move_on(adoption: Adoption, word: Word, person: User) -> Adoption:
    """The next stage."""
    row = _told(adoption, person)
    last = row.steps.last()
    if last and (last.stage, last.on) == (word.stage, word.on):
        return row
    _judge(word, last)
    _append(row, word, person)
    news.tell_source(row, news.STEP, person)
    return row


@transaction.atomic
def correct(step: AdoptionStep, word: Word, person: User) -> Adoption:
    """The last step was told wrongly."""
    row = _told(step.adoption, person)
    last, before = _last_two(row, step)
    _judge(word, before)
    is_another_stage = last.stage != word.stage
    last.stage, last.on, last.because, last.told_by = word.stage, word.on, word.reason, person
    last.save()
    _settle(row, word.reason_is_public)
    if is_another_stage:
        news.tell_source(row, news.STEP, person)
    return row


@transaction.atomic
def take_back(step: AdoptionStep, person: User) -> Adoption | None:
    """The last step never happened; without any step there is no adoption, and None is returned."""
    row = _told(step.adoption, person)
    last, before = _last_two(row, step)
    if before is None:
        news.tell_source(row, news.GONE, person)
        row.delete()
        return None
    last.delete()
    _settle(row)
    news.tell_source(row, news.STEP, person)
    return row


@transaction.atomic
def describe(adoption: Adoption, account: Account, person: User) -> Adoption:
    """What is different there, what came of it, what it costs."""
    row = _told(adoption, person)
    _describe(row, account)
    row.save()
    return row


@transaction.atomic
def be_quiet(practice: PracticePage, district: District, quiet: bool, person: User) -> None:
    """Turns the messages about a practice to a district off, or on again."""
    if not may_tell(person, district):
        raise PermissionDenied
    if quiet:
        Quiet.objects.get_or_create(practice=practice, district=district)
    else:
        Quiet.objects.filter(practice=practice, district=district).delete()


def _judge(word: Word, before: AdoptionStep | None) -> None:
    """Whether a step can follow the one before. Raises ValidationError."""
    errors = {}
    if word.on > timezone.localdate():
        errors["on"] = _("Dieser Tag liegt in der Zukunft.")
    elif word.on < EARLIEST:
        errors["on"] = _("Bitte prüfen Sie das Jahr.")
    elif before and word.on < before.on:
        day = date_format(before.on, "j. F Y")
        errors["on"] = _("Der Stand davor gilt erst seit %(day)s. Ein neuer beginnt frühestens dann.") % {"day": day}
    if before and word.stage == before.stage:
        errors["stage"] = _("Dieser Stand gilt schon.")
    if word.stage == Stage.STOPPED and not word.reason:
        errors["because"] = _("Bitte schreiben Sie, warum Sie aufgehört haben: Das hilft anderen am meisten.")
    if errors:
        raise ValidationError(errors)


def _row(practice: PracticePage, district: District, word: Word) -> tuple[Adoption, bool]:
    """The one row of a practice in a district, held until the end of the transaction; and whether it is new."""
    if not is_public(practice):
        raise ValidationError(_("Dieses Praxisbeispiel ist zurzeit nicht veröffentlicht."))
    if practice.district == district:
        raise ValidationError(_("Das Praxisbeispiel kommt aus diesem Kreis."))
    first = {"stage": word.stage, "since": word.on, "stopped_because": word.reason}
    return Adoption.objects.select_for_update().get_or_create(practice=practice, district=district, defaults=first)


def _held(adoption: Adoption) -> Adoption | None:
    rows = Adoption.objects.select_for_update(of=("self",)).select_related("practice", "district")
    return rows.filter(pk=adoption.pk).first()


def _own(adoption: Adoption, person: User) -> Adoption:
    if not may_tell(person, adoption.district):
        raise PermissionDenied
    row = _held(adoption)
    if row is None:
        raise ValidationError(_("Diese Nachnutzung steht nicht mehr in der Liste."))
    return row


def _told(adoption: Adoption, person: User) -> Adoption:
    row = _own(adoption, person)
    if not row.confirmed_on:
        raise ValidationError(_("Bitte bestätigen Sie zuerst, was gemeldet wurde."))
    return row


def _last_two(row: Adoption, step: AdoptionStep) -> tuple[AdoptionStep, AdoptionStep | None]:
    """The last step, which must be the one that the person saw, and the one before."""
    steps = list(row.steps.all())
    if not steps or steps[-1].pk != step.pk:
        raise ValidationError(_("Der Stand wurde inzwischen geändert. Bitte sehen Sie noch einmal nach."))
    return steps[-1], steps[-2] if len(steps) > 1 else None


def _append(row: Adoption, word: Word, person: User) -> None:
    row.steps.create(stage=word.stage, on=word.on, because=word.reason, told_by=person)
    _settle(row, word.reason_is_public)


def _settle(row: Adoption, reason_is_public: bool = False) -> None:
    """What the last step says is what holds; the reason of a stop is public only where it was just said so."""
    last = row.steps.last()
    assert last is not None
    row.stage, row.since, row.stopped_because = last.stage, last.on, last.because
    row.reason_is_public = reason_is_public and last.stage == Stage.STOPPED
    row.save()


def _describe(row: Adoption, account: Account) -> None:
    row.adaptation, row.outcome, row.cost = account.adaptation.strip(), account.outcome.strip(), account.cost
