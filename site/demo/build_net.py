"""What stands between practices and districts: who uses them, who recommends them."""

import datetime as dt

from django.utils import timezone

from accounts.models import Notice, User
from bestpractice.models import Adoption, PracticePage, Recommendation
from demo.content import Entry, read
from regions.models import Association

State = Recommendation.State


def build_adoptions(practices: dict[str, PracticePage], people: dict[str, User]) -> None:
    """With the steps that led there; what others only reported waits for the district's word."""
    for entry in read("adoptions")["adoptions"]:
        row = Adoption.objects.create(
            practice=practices[entry["practice"]],
            district_id=entry["district"],
            stage=entry["stage"],
            since=entry["since"],
            confirmed_on=None if "reported_by" in entry else entry["since"],
            reported_by=people.get(entry.get("reported_by", "")),
            adaptation=entry.get("adaptation", ""),
            outcome=entry.get("outcome", ""),
            cost=entry.get("cost"),
            stopped_because=entry.get("stopped_because", ""),
            reason_is_public=entry.get("reason_is_public", False),
        )
        for before in entry.get("before", ()):
            row.steps.create(stage=before["stage"], on=before["on"], because=before.get("because", ""))
        row.steps.create(stage=row.stage, on=row.since, because=row.stopped_because)


def build_seals(practices: dict[str, PracticePage], people: dict[str, User]) -> None:
    """The associations' words; publishing put every practice into their queues, most of which are emptied here."""
    seals = read("seals")
    asked = Recommendation.objects.filter(practice__in=practices.values())
    decided = [entry["practice"] for entry in seals["granted"] + seals["refused"]]
    asked.exclude(practice__in=[practices[key] for key in seals["waiting"] + decided]).delete()
    for entry in seals["granted"]:
        _decide(practices, people, entry, State.GRANTED)
    for entry in seals["refused"]:
        _decide(practices, people, entry, State.REFUSED)
        _tell_author(practices[entry["practice"]], entry)


def _decide(practices: dict[str, PracticePage], people: dict[str, User], entry: Entry, state: str) -> None:
    association = Association.objects.get(slug=entry["association"])
    practice = practices[entry["practice"]]
    now = timezone.now()
    Recommendation.objects.filter(practice=practice, association=association).update(
        state=state,
        reason=entry["reason"],
        reviewer=people[f"redaktion.{entry['association']}@example.org"],
        asked_at=now - dt.timedelta(days=30),
        decided_at=now - dt.timedelta(days=9),
    )


def _tell_author(practice: PracticePage, entry: Entry) -> None:
    if practice.owner:
        Notice.objects.create(
            user=practice.owner,
            text=f"Ihr Praxisbeispiel „{practice.title}“ wird noch nicht empfohlen.",
            detail=entry["reason"],
            url=f"/verwaltung/pages/{practice.pk}/edit/",
        )
