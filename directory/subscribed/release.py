"""The end of a subscription: its entries stay, belong to the district, and are asked after like all others."""

from django.db import transaction
from django.utils import timezone

from directory.models import Offer, Organisation, Source
from directory.models.freshness import REMIND_EVERY


@transaction.atomic
def unsubscribe(source: Source) -> int:
    """Returns how many entries became the district's. The source stays as the name of where they came from."""
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if not locked.is_subscribed:
        return 0
    locked.release()
    entries: list[Organisation | Offer] = [*locked.organisations.all(), *locked.offers.all()]
    for entry in entries:
        _ask_in_a_month(entry)
    return len(entries)


def free(entry: Organisation | Offer) -> None:
    """One entry leaves its source."""
    entry.source, entry.source_key = None, ""
    entry.save(update_fields=["source", "source_key"])
    _ask_in_a_month(entry)


def _ask_in_a_month(entry: Organisation | Offer) -> None:
    """Nobody here has ever looked at it; its first question should not come before the district has seen it."""
    entry.next_check_on = timezone.localdate() + REMIND_EVERY
    entry.save(update_fields=["next_check_on"])
