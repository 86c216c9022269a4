"""A plan into the tables: organisations first, then their offers, then what ends."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from directory.entries import KINDS
from directory.exchange.merge import NEW_PLACE
from directory.exchange.plan import Here, Plan, Step
from directory.exchange.progress import Progress
from directory.exchange.write import Writer
from directory.models import Offer, Organisation, Source


def perform(plan: Plan, progress: Progress | None = None) -> None:
    """New entries get their uid. Offers whose end was asked for ended yesterday, and so leave the lists."""
    writer = Writer()
    for noun, share in (("organisation", 60), ("offer", 90)):
        steps = [step for step in plan.steps if step.noun == noun and step.is_changed]
        _write(writer, plan.source, KINDS[noun], steps)
        if progress:
            progress.tell(share)
    writer.change(Offer, [(here.pk, here.image, here.image | ended()) for here in plan.ending])


def ended() -> dict[str, str]:
    """What an offer's image says when it has ended."""
    return {"valid_until": (timezone.localdate() - dt.timedelta(days=1)).isoformat()}


def _write(writer: Writer, source: Source, model: Any, steps: list[Step]) -> None:
    for step in steps:
        if step.organisation is not None:
            step.after["locations"] = _placed(step.after["locations"], step.organisation)
    changes = [(step.here.pk, step.before, step.after) for step in steps if step.here]
    new = [step for step in steps if step.is_new]
    entries = [_entry(step, source) for step in new]
    writer.create(model, entries, [step.after for step in new])
    for step, entry in zip(new, entries, strict=True):
        step.here = Here(entry.pk, str(entry.uid), source.pk, step.key, step.before)
    writer.change(model, changes)


def _entry(step: Step, source: Source) -> Any:
    named: dict[str, Any] = {"source": source, "source_key": step.key, "uid": uuid.uuid4()}
    if step.organisation is None:
        return Organisation(home_district_id=source.district_id, **named)
    assert step.organisation.here is not None  # organisations are written first
    return Offer(organisation_id=step.organisation.here.pk, **named)


def _placed(uids: list[str], organisation: Step) -> list[str]:
    """With the uid that a new place has got when its organisation was written."""
    got = {f"{NEW_PLACE}{place['source_key']}": place["uid"] for place in organisation.after["locations"]}
    return sorted(got.get(uid, uid) for uid in uids)
