"""Integreat's opening hours of a week in words: "Mo–Do 9–12 Uhr; Fr nach Vereinbarung"."""

from itertools import groupby

from django.utils.translation import gettext as _

from directory.exchange.cells import clock
from directory.hsds.nodes import Node

DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def in_words(item: Node) -> str:
    """Of a place; "" where nothing is known. Days on which it is closed are left out."""
    if item.values.get("temporarily_closed") is True:
        return _("vorübergehend geschlossen")
    days = item.nodes("opening_hours")
    if len(days) != len(DAYS):
        return ""
    said = list(zip(DAYS, map(_day, days), strict=True))
    parts = []
    for words, group in groupby(said, key=lambda pair: pair[1]):
        names = [name for name, _words in group]
        if words:
            parts.append(f"{names[0]}–{names[-1]} {words}" if len(names) > 1 else f"{names[0]} {words}")
    return "; ".join(parts)


def _day(day: Node) -> str:
    if day.values.get("closed") is True:
        return ""
    if day.values.get("allDay") is True:
        return _("rund um die Uhr")
    if day.values.get("appointmentOnly") is True:
        return _("nach Vereinbarung")
    spans = [span for slot in day.nodes("timeSlots") if (span := _span(slot))]
    return _("%s Uhr") % ", ".join(spans) if spans else ""


def _span(slot: Node) -> str:
    start, end = clock(slot.text("start")), clock(slot.text("end"))
    if start is None or end is None:
        return ""
    first, last = (f"{time.hour}.{time.minute:02}" if time.minute else str(time.hour) for time in (start, end))
    return f"{first}–{last}"
