"""What visitors of the example portal have written to districts."""

import datetime as dt

from django.utils import timezone

from demo.content import Entry, read
from directory.models import Message, MessageStep, Organisation
from regions.models import District

Kind = MessageStep.Kind


def build_messages() -> None:
    """Straight into the tables: nobody is mailed about examples."""
    for number, entry in enumerate(read("messages")["messages"]):
        _build(number, entry)


def _build(number: int, entry: Entry) -> None:
    district = District.objects.get(ags=entry["district"])
    received = timezone.now() - dt.timedelta(days=entry["days"])
    message = Message(
        kind=entry["kind"],
        district=district,
        submission=f"demo-{number}",
        received_at=received,
        waiting_since=received,
        told_at=received,
        is_example=True,
        **{name: entry.get(name, "") for name in ("what", "title", "offered_by", "reachable", "place", "text")},
    )
    if message.kind == Message.Kind.ERROR:
        message.organisation = Organisation.objects.filter(home_district=district, is_example=True).order_by("name")[0]
        message.title = message.organisation.name
    message.save()
    message.steps.create(kind=Kind.RECEIVED, at=received, district=district)
    if answer := entry.get("answer"):
        message.give_answer(answer, by=f"Integrationsmanagement {district}")
        answered = received + dt.timedelta(days=2)
        message.steps.filter(kind=Kind.ANSWERED).update(at=answered)
        Message.objects.filter(pk=message.pk).update(closed_at=answered)
