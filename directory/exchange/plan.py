"""What a directory from elsewhere would do to a district's: new, changed, unchanged, gone; nothing is written here.

An entry that belongs to another district is never found, whatever keys the file names; one that a subscribed source
keeps is changed by that source alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.utils.translation import gettext as _

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
    return _Comparison(source, read, erasing).plan()


class _Comparison:
    """What is read beside what is here. `kept`: names of subscribed sources, whose entries only they change."""

    def __init__(self, source: Source, read: Read, erasing: Erasing) -> None:
        self.source, self.read = source, read
        unusable = frozenset((problem.row, problem.column) for problem in read.problems)
        self.merge = Merge(erasing, read.rows, unusable)
        self.kept = dict(Source.objects.subscribed().exclude(pk=source.pk).values_list("pk", "name"))
        self.organisations = _here(Organisation.objects.filter(home_district=source.district_id))
        self.offers = _here(Offer.objects.filter(organisation__home_district=source.district_id))

    def plan(self) -> Plan:
        owners = self._organisations()
        once = {id(step): step for step in owners.values()}
        steps = [*once.values(), *self._offers(owners)]
        result = Plan(self.source, steps)
        for noun, entries in (("organisation", self.organisations), ("offer", self.offers)):
            named = {step.here.pk for step in steps if step.here and step.noun == noun}
            own = [here for here in entries if here.source_id == self.source.pk]
            result.gone += [(noun, here) for here in own if here.pk not in named]
        result.problems = [*self.read.problems, *self.merge.problems, *self.merge.unknown_words()]
        return result

    def _organisations(self) -> dict[str, Step]:
        """By the records' keys. What somebody said of a possible double counts: it is that one, or another."""
        doubles = Doubles()
        for entry in self.organisations:
            doubles.add(entry.uid, entry.image)
        by_uid, by_key = {entry.uid: entry for entry in self.organisations}, self._by_key(self.organisations)
        with_offers = {offer.organisation for offer in self.read.directory.offers}
        steps: dict[str, Step] = {}
        named: dict[int, Step] = {}
        for record in self.read.directory.organisations:
            said = self.source.same.get(record.key)
            here = by_key.get(record.key) or (by_uid.get(said) if said else None)
            if here and here.pk in named:
                steps[record.key] = self._again(record.key, named[here.pk])
                continue
            before = here.image if here else empty_image(Organisation)
            after = self.merge.organisation(before, record, self.source.district_id, record.key in with_offers)
            step = self._step("organisation", record.key, here, before, after)
            if here is None and said is None:
                step.same = doubles.of(record)
            steps[record.key] = step
            if here:
                named[here.pk] = step
        return steps

    def _offers(self, owners: dict[str, Step]) -> Iterator[Step]:
        by_key = self._by_key(self.offers)
        named: dict[int, Step] = {}
        for record in self.read.directory.offers:
            here, owner = by_key.get(record.key), owners[record.organisation]
            if here and here.pk in named:
                self._again(record.key, named[here.pk])
                continue
            before = here.image if here else empty_image(Offer)
            step = self._step("offer", record.key, here, before, self.merge.offer(before, record, owner.after))
            step.organisation = owner
            if here:
                named[here.pk] = step
            yield step

    def _again(self, key: str, first: Step) -> Step:
        """The entry was named before, by another key: offers of both are its own, its fields are those of the first."""
        text = _("Das ist derselbe Eintrag wie in Zeile %s. Die erste zählt; was hier anders steht, bleibt weg.")
        self.merge.problems.append(Problem(self.read.rows.get(key, 0), "key", text % first.row, left_out=False))
        return first

    def _step(self, noun: str, key: str, here: Here | None, before: Image, after: Image) -> Step:
        """What a subscribed source keeps stays as it is there."""
        row = self.read.rows.get(key, 0)
        if here and here.source_id in self.kept and before != after:
            text = _("Der Eintrag wird in „%s“ gepflegt und bleibt, wie er ist. Bitte ändern Sie ihn dort.")
            self.merge.problems.append(Problem(row, "", text % self.kept[here.source_id], left_out=False))
            after = before
        return Step(noun, key, here, before, after, row, is_new=here is None)

    def _by_key(self, entries: list[Here]) -> dict[str, Here]:
        """By the source's key; for a file also by the lasting one under which this portal exports."""
        found = {} if self.source.is_subscribed else {here.uid: here for here in entries}
        own = [here for here in entries if here.source_id == self.source.pk]
        return found | {here.source_key: here for here in own if here.source_key}


def _here(entries: QuerySet[Any]) -> list[Here]:
    images = images_of(entries)
    rows = entries.order_by("pk").values_list("pk", "uid", "source_id", "source_key")
    return [Here(pk, str(uid), source, key, images[pk]) for pk, uid, source, key in rows]
