"""The start page's slots: which are shown today, and in which order."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from library.models import StartSlot
from library.models.start_slot import for_everybody
from library.queries import owner_name


def start_slots(request: HttpRequest) -> dict[str, Any]:
    """For the home page. Asked anew each time: a page may have become its members' business, or be withdrawn.

    Each day another owner's comes first.
    """
    slots = list(StartSlot.objects.current().select_related("page", "owner"))
    shown = [slot for slot in slots if for_everybody(slot.page)]
    first = timezone.localdate().toordinal() % len(shown) if shown else 0
    return {"start_slots": [_shown(slot) for slot in shown[first:] + shown[:first]]}


def _shown(slot: StartSlot) -> dict[str, str]:
    page = slot.page.specific
    return {
        "text": slot.text,
        "title": page.title,
        "url": page.get_url() or "",
        "kind": str(page._meta.verbose_name),
        "owner": owner_name(slot.owner.specific),
        "lead": page.lead,
    }
