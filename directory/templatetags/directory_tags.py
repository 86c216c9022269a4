"""How a page judges the dates of an entry's hit, and what it may link to or call."""

import datetime as dt
import re
from collections.abc import Mapping

from django import template
from django.db.models import Model
from django.utils import timezone

from directory.models.freshness import GRACE
from directory.queries import public_address
from directory.takealong.pinboard import Pin
from search.results import Hit

register = template.Library()
register.filter("public_address", public_address)


@register.filter
def pin(thing: Model | Hit) -> Pin:
    """What stands for an entry, or for its hit, on the pinboard."""
    if isinstance(thing, Hit):
        return Pin(thing.kind, int(thing.key.rpartition(":")[2]))
    return Pin(str(thing._meta.model_name), thing.pk)


NUMBER = re.compile(r"\+?[\d\s()/.\u2013-]{5,}")  # one number and nothing else: no extension in words, no second number


@register.filter
def dialled(phone: str) -> str:
    """A telephone number as a link wants it; empty where the text says more than one number."""
    text = phone.strip().replace("(0)", "")
    digits = re.sub(r"\D", "", text)
    if not NUMBER.fullmatch(text) or not 5 <= len(digits) <= 15:  # E.164 allows fifteen
        return ""
    return f"+{digits}" if text.startswith("+") else digits


@register.filter
def unconfirmed_since(facts: Mapping[str, str | None]) -> dt.date | None:
    """Since when nobody has confirmed the entry, from its facts; None while it is fine.

    An index keeps dates and no judgement, because time passes after it was written.
    """
    due = facts.get("next_check_on")
    if not due:
        return None
    day = dt.date.fromisoformat(due)
    return day if day + GRACE <= timezone.localdate() else None
