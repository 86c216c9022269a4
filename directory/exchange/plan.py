"""What a directory from elsewhere would do to a district's: new, changed, unchanged, gone; nothing is written here.

An entry that belongs to another district is never found, whatever keys the file names; nor is one that a subscribed
source keeps, but by that source.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from directory.exchange.columns import Erasing
from directory.exchange.images import Image, differing, empty_image, images_of
from directory.exchange.likeness import Doubles, Same
from directory.exchange.merge import Merge
from directory.exchange.problems import Problem
from directory.exchange.reading import Read
from directory.models import Offer, Organisation, Source


@dataclass(slots=True)
class Here:
    """An entry as it is in the directory now."""

    pk: int
    uid: str
    source_id: int | None
    source_key: str
    image: Image
    organisation: int | None = None  # an offer's


@dataclass(slots=True)
class Step:
    """One entry of the file. `here` is None for a new one; an offer names its organisation's step."""

    noun: str
    key: str
    here: Here | None
    before: Image
    after: Image
    row: int = 0
    same: Same | None = None
    organisation: "Step | None" = None
    is_new: bool = False  # also after it has been written

    @property
    def title(self) -> str:
        return str(self.after["name" if self.noun == "organisation" else "title"])

    @property
    def is_changed(self) -> bool:
        return self.is_new or self.before != self.after


@dataclass(slots=True)
class Plan:
    """`gone`: (noun, entry) that this source brought and its file does not name any more; `ending`: some of them."""

    source: Source
    steps: list[Step] = field(default_factory=list)
    gone: list[tuple[str, Here]] = field(default_factory=list)
    ending: list[Here] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        new = sum(step.is_new for step in self.steps)
        changed = sum(step.is_changed for step in self.steps) - new
        return {
            "new": new,
            "changed": changed,
            "unchanged": len(self.steps) - new - changed,
            "gone": len(self.gone),
            "suggested": sum(step.same is not None for step in self.steps),
            "invalid": len({problem.row for problem in self.problems if problem.left_out}),
        }

    def digest(self) -> str:
        """The same for the same changes, so that what was looked at is what happens."""
        told = sha256()
        for step in self.steps:
            if step.is_changed:
                uid = step.here.uid if step.here else ""
                what = [step.noun, step.key, uid, *differing(step.before, step.after)]
                told.update(json.dumps(what, cls=DjangoJSONEncoder, sort_keys=True).encode())
        told.update(json.dumps(sorted(here.uid for _noun, here in self.gone)).encode())
        return told.hexdigest()


def plan(source: Source, read: Read, erasing: Erasing) -> Plan:
    """Reads the district whole, in a number of queries that does not grow with it."""
    result = Plan(source)
    merge = Merge(erasing, read.rows)
    organisations = _here(Organisation.objects.filter(home_district=source.district_id))
    offers = _here(Offer.objects.filter(organisation__home_district=source.district_id))
    owners = _organisations(source, read, merge, organisations)
    found = _by_key(offers, source)
    steps = list(owners.values())
    for offer in read.directory.offers:
        entry, owner = found.get(offer.key), owners[offer.organisation]
        before = entry.image if entry else empty_image(Offer)
        after, row = merge.offer(before, offer, owner.after), read.rows.get(offer.key, 0)
        steps.append(Step("offer", offer.key, entry, before, after, row, None, owner, entry is None))
    result.steps = steps
    for noun, entries in (("organisation", organisations), ("offer", offers)):
        named = {step.here.pk for step in steps if step.here and step.noun == noun}
        result.gone += [(noun, here) for here in entries if here.source_id == source.pk and here.pk not in named]
    result.problems = [*read.problems, *merge.problems, *merge.unknown_words()]
    return result


def _organisations(source: Source, read: Read, merge: Merge, here: list[Here]) -> dict[str, Step]:
    """By the records' keys. What somebody said of a possible double counts: it is that one, or another."""
    doubles = Doubles()
    for entry in here:
        doubles.add(entry.uid, entry.image)
    by_uid, by_key = {entry.uid: entry for entry in here}, _by_key(here, source)
    with_offers = {offer.organisation for offer in read.directory.offers}
    steps: dict[str, Step] = {}
    for record in read.directory.organisations:
        said = source.same.get(record.key)
        found = by_key.get(record.key) or (by_uid.get(said) if said else None)
        before = found.image if found else empty_image(Organisation)
        after = merge.organisation(before, record, source.district_id, record.key in with_offers)
        same = doubles.of(record) if found is None and said is None else None
        row = read.rows.get(record.key, 0)
        steps[record.key] = Step("organisation", record.key, found, before, after, row, same, None, found is None)
    return steps


def _here(entries: QuerySet[Any]) -> list[Here]:
    images = images_of(entries)
    names = ["pk", "uid", "source_id", "source_key"] + (["organisation_id"] if entries.model is Offer else [])
    return [
        Here(pk, str(uid), source, key, images[pk], *owner)
        for pk, uid, source, key, *owner in entries.order_by("pk").values_list(*names)
    ]


def _by_key(entries: list[Here], source: Source) -> dict[str, Here]:
    """By the source's key; for a file also by the lasting one under which this portal exports; not what others keep."""
    subscribed = set(Source.objects.exclude(kind=Source.Kind.FILE).values_list("pk", flat=True)) - {source.pk}
    found: dict[str, Here] = {}
    for here in entries:
        if here.source_id not in subscribed and not source.is_subscribed:
            found[here.uid] = here
    for here in entries:
        if here.source_id == source.pk and here.source_key:
            found[here.source_key] = here
    return found
