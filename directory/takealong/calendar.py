"""An offer's times as a calendar file (RFC 5545) that a telephone or Outlook takes in."""

import datetime as dt
from typing import Any

from django.utils import timezone
from icalendar import Calendar, Event
from icalendar.prop import vText, vUri

from directory.models import Offer, Schedule


def offer_calendar(offer: Offer, url: str) -> bytes:
    """Weekly times repeat from the offer's first day (or this week) to its last; a single date is one event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Integrationsnetz//Angebot//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for schedule in offer.schedules.all():
        event = _event(offer, schedule, url)
        if event:
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(offer: Offer, schedule: Schedule, url: str) -> Event | None:
    day = schedule.date or _first_day(offer, schedule)
    if day is None:
        return None
    event = Event()
    event.add("uid", f"{offer.uid}-{schedule.pk}")
    event.add("dtstamp", timezone.now())
    event.add("summary", offer.title)
    event.add("dtstart", _moment(day, schedule.opens_at))
    if schedule.opens_at and schedule.closes_at:
        event.add("dtend", _moment(day, schedule.closes_at))
    if schedule.date is None:
        event.add("rrule", _every_week(offer))
    event.add("url", vUri(url))
    event.add("description", "\n".join(part for part in (offer.summary, schedule.note, url) if part))
    for location in offer.locations.all():
        if location.address:
            event.add("location", vText(location.address))
            if location.point:
                event.add("geo", location.point)
            break
    else:
        if offer.place:
            event.add("location", vText(offer.place))
    return event


def _moment(day: dt.date, time: dt.time | None) -> dt.date | dt.datetime:
    """Without a time the event lasts the whole day."""
    return dt.datetime.combine(day, time, timezone.get_default_timezone()) if time else day


def _first_day(offer: Offer, schedule: Schedule) -> dt.date | None:
    """The first of the weekdays that the offer has; None when it ends before."""
    begin = offer.valid_from or timezone.localdate()
    if offer.is_over():
        begin = offer.valid_from or begin - dt.timedelta(weeks=1)
    assert schedule.weekday is not None
    day = begin + dt.timedelta(days=(schedule.weekday - begin.weekday()) % 7)
    return None if offer.valid_until and day > offer.valid_until else day


def _every_week(offer: Offer) -> dict[str, Any]:
    rule: dict[str, Any] = {"freq": "weekly"}
    if offer.valid_until:
        # RFC 5545: where DTSTART has a time zone, UNTIL is in UTC; the last day counts whole.
        end = dt.datetime.combine(offer.valid_until, dt.time(23, 59, 59), timezone.get_default_timezone())
        rule["until"] = end.astimezone(dt.UTC)
    return rule
