"""What becomes of an actor's change: it counts at once, or waits until the district has looked at it."""

import datetime as dt

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.notify import notify, people_of_district
from core.outbox import queue_mail
from directory.models import Location, Offer, Organisation, Post, Proposal
from directory.upkeep.links import link_for
from directory.upkeep.values import Values, changed, labels_of, present, write

OPENED_SALT = "directory.upkeep.opened"
State = Proposal.State


class Conflict(Exception):  # noqa: N818 (a state of the entry, nobody's error)
    """Somebody changed the same fields since the form was opened. `now`: {field: what stands there now}."""

    def __init__(self, now: Values) -> None:
        super().__init__()
        self.now = now


def remember(values: Values) -> str:
    """What a form showed when it was opened, signed: the form carries it along."""
    return signing.dumps(values, salt=OPENED_SALT, compress=True)


def remembered(opened: str) -> Values | None:
    try:
        found: Values = signing.loads(opened, salt=OPENED_SALT)
    except signing.BadSignature:
        return None
    return found


@transaction.atomic
def change(entry: Organisation | Offer, location: Location | None, opened: Values, typed: Values) -> Proposal | None:
    """Changes what the actor changed and nothing else; None when that was nothing.

    Raises Conflict when one of these fields holds something else by now.
    """
    locked = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
    wanted = changed(opened, typed)
    now = present(locked, location)
    other = {field: now[field] for field, (was, shall) in wanted.items() if now[field] not in (was, shall)}
    if other:
        raise Conflict(other)
    values = {field: pair for field, pair in wanted.items() if now[field] != pair[1]}
    if not values:
        return None
    organisation = locked.organisation if isinstance(locked, Offer) else locked
    waits = _waits(organisation)
    keeper = organisation.keeper
    if not waits:
        location = write(locked, location, {field: shall for field, (_was, shall) in values.items()})
    proposal = Proposal.objects.create(
        organisation=organisation,
        offer=locked if isinstance(locked, Offer) else None,
        location=location,
        values=values,
        state=State.WAITING if waits else State.LIVE,
    )
    if waits:
        _tell_district(proposal)
    elif organisation.keeper != keeper:
        _tell_old_address(keeper, organisation)
    return proposal


def _tell_old_address(keeper: str, organisation: Organisation) -> None:
    """Whoever reads the old mailbox shall know, should it not have been them."""
    text = _(
        "Guten Tag,\n\n"
        "für „%(name)s“ ist jetzt eine andere Mailadresse hinterlegt. Frühere Links gelten nicht mehr.\n\n"
        "War das ein Irrtum? Dann wenden Sie sich bitte an: %(post)s, %(mailbox)s\n"
    )
    post = Post.objects.filter(district=organisation.home_district_id).select_related("district").first()
    values = {"name": organisation, "post": post or "", "mailbox": post.mailbox if post else ""}
    queue_mail(keeper, _("Ihr Eintrag: neue Mailadresse"), text % values)


@transaction.atomic
def suggest(organisation: Organisation, typed: Values) -> Proposal:
    """A new offer, which always waits: nobody in the district has seen it."""
    values = changed(present(Offer(organisation=organisation)), typed)
    proposal = Proposal.objects.create(organisation=organisation, is_new=True, values=values, state=State.WAITING)
    _tell_district(proposal)
    return proposal


def _waits(organisation: Organisation) -> bool:
    return Post.objects.filter(district=organisation.home_district_id, changes_need_a_look=True).exists()


def _tell_district(proposal: Proposal) -> None:
    text = _("„%(organisation)s“ hat etwas geändert: %(entry)s") % {
        "organisation": proposal.organisation,
        "entry": proposal,
    }
    notify(people_of_district(proposal.organisation.home_district_id), text, url=reverse("proposals"))


def take(proposal: Proposal, by: str) -> None:
    """The district takes a waiting change over, also where something else stands there by now: it has seen both."""
    shall = {field: pair[1] for field, pair in proposal.values.items()}
    if proposal.is_new:
        proposal.offer = Offer(organisation=proposal.organisation, source=None)
        write(proposal.offer, None, shall)
        own = proposal.organisation.locations.all()
        proposal.offer.locations.set(own if len(own) == 1 else [])
    else:
        proposal.location = write(proposal.offer or proposal.organisation, proposal.location, shall)
    proposal.decide(State.TAKEN, by)


def refuse(proposal: Proposal, by: str, reason: str) -> None:
    """With a reason, which the actor gets by mail. Raises ValueError without one."""
    if not reason.strip():
        raise ValueError(_("Bitte sagen Sie der Einrichtung, warum."))
    proposal.decide(State.REFUSED, by, reason.strip()[:500])
    if proposal.organisation.keeper:
        text = _(
            "Guten Tag,\n\nIhre Änderung an „%(entry)s“ wurde nicht übernommen:\n\n%(reason)s\n\n%(by)s\n\n"
            "Hier ändern Sie den Eintrag noch einmal:\n%(link)s\n"
        )
        values = {
            "entry": proposal,
            "reason": proposal.reason,
            "by": by,
            "link": link_for(proposal.organisation),
        }
        queue_mail(proposal.organisation.keeper, _("Ihre Änderung: %s") % proposal, text % values)


def undo(proposal: Proposal, by: str) -> list[str]:
    """Puts back what a change that counts had changed; returns the labels of fields that were changed again since."""
    entry = proposal.offer or proposal.organisation
    if proposal.is_new and proposal.offer:
        proposal.offer.valid_until = timezone.localdate() - dt.timedelta(days=1)
        proposal.offer.save(update_fields=["valid_until"])
        proposal.decide(State.UNDONE, by)
        return []
    now = present(entry, proposal.location)
    still = {field: pair for field, pair in proposal.values.items() if now[field] == pair[1]}
    if still:
        write(entry, proposal.location, {field: pair[0] for field, pair in still.items()})
    proposal.decide(State.UNDONE, by)
    labels = labels_of(entry)
    return [str(labels[field]) for field in proposal.values if field not in still]


def end_offer(offer: Offer) -> Proposal | None:
    """The actor says that an offer does not take place any more: yesterday was its last day."""
    opened = present(offer)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    return change(offer, None, opened, {**opened, "valid_until": yesterday.isoformat()})
