"""Records into the tables of one district: new, changed, unchanged. All of it or nothing; nothing counts as checked.

An entry that belongs to another district is never found here, whatever keys the file names. What the file leaves empty
stays as it is; an address that is hidden here stays hidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from directory.exchange import words
from directory.exchange.cells import folded
from directory.exchange.problems import Problem
from directory.exchange.records import Directory, LocationRecord, OfferRecord, OrganisationRecord
from directory.models import Contact, Location, Offer, Organisation, Schedule, Source
from regions.models import District
from vocabulary.models import Language, TargetGroup, Topic

ORGANISATION = ("name", "kind", "description", "email", "phone", "website", "opening_hours", "is_landwide")
OFFER = (
    "title", "need", "summary", "description", "place", "times", "by_appointment", "cost", "is_free", "requirements",
    "papers", "language_level", "needs_referral", "is_accessible", "accessibility", "waiting_list", "contact",
    "is_landwide", "valid_from", "valid_until", "funding_ends_on",
)  # fmt: skip
PLACE = ("name", "street", "postcode", "place", "latitude", "longitude", "opening_hours", "directions",
         "is_accessible", "accessibility")  # fmt: skip
Change = tuple[str, str, str, str]  # entry, field, before, after


@dataclass(slots=True)
class Outcome:
    """`suggested`: (new entry's name, name of one that is here and may be the same)."""

    new: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    suggested: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def bring_in(district: District, name: str, directory: Directory, rows: dict[str, int], dry: bool = False) -> Outcome:
    """`name`: the source's, by which a second import finds its entries; `dry`: only tells what would happen."""
    source, _made = Source.objects.get_or_create(district=district, name=name)
    outcome = BringIn(district, source, rows).run(directory)
    if dry:
        transaction.set_rollback(True)
    return outcome


class BringIn:
    """One run, inside a transaction. `rows`: where each record stood, for messages."""

    def __init__(self, district: District, source: Source, rows: dict[str, int]) -> None:
        self.district, self.source, self.rows = district, source, rows
        self.outcome = Outcome()
        self.words = {"topics": words.topics(), "target_groups": words.target_groups(), "languages": words.languages(),
                      "districts_served": words.districts()}  # fmt: skip
        self.pks: dict[str, dict[str, Any]] = {
            "topics": dict(Topic.objects.values_list("slug", "pk")),
            "target_groups": dict(TargetGroup.objects.values_list("slug", "pk")),
            "languages": dict(Language.objects.values_list("code", "pk")),
            "districts_served": {ags: ags for ags in District.objects.values_list("ags", flat=True)},
        }
        own = Organisation.objects.filter(home_district=district)
        offers = Offer.objects.filter(organisation__home_district=district)
        self.organisations = self._by_key(own.prefetch_related("topics", "languages", "locations", "contacts"))
        self.offers = self._by_key(offers.prefetch_related("topics", "languages", "target_groups", "schedules"))
        self.names = {folded(name): name for name in own.values_list("name", flat=True)}
        self.reached = self._reached(own)

    def run(self, directory: Directory) -> Outcome:
        District.objects.select_for_update(no_key=True).get(pk=self.district.pk)  # one import a district at a time
        kept: dict[str, tuple[Organisation, dict[str, Location]]] = {}
        for record in directory.organisations:
            kept[record.key] = self.organisation(record)
        for offer in directory.offers:
            self.offer(offer, *kept[offer.organisation])
        self._tell_unknown()
        return self.outcome

    def organisation(self, record: OrganisationRecord) -> tuple[Organisation, dict[str, Location]]:
        entry = self.organisations.get(record.key)
        is_new = entry is None
        if entry is None:
            self._suggest(record)
            entry = Organisation(home_district=self.district, source=self.source, source_key=record.key, kind="other")
        changed = self._fill(entry, record, ORGANISATION, is_new)
        changed |= self._relate(entry, record, ("topics", "languages", "districts_served"), is_new)
        places, moved = self._places(entry, record.locations, is_new)
        changed |= moved | self._contacts(entry, record, is_new)
        self._count(entry, is_new, changed)
        return entry, places

    def offer(self, record: OfferRecord, organisation: Organisation, places: dict[str, Location]) -> None:
        entry = self.offers.get(record.key)
        is_new = entry is None
        if entry is None:
            entry = Offer(organisation=organisation, source=self.source, source_key=record.key)
        if record.valid_from and record.valid_until and record.valid_from > record.valid_until:
            self._problem(record.key, "valid_until", _("Der letzte Tag liegt vor dem ersten; beide bleiben weg."))
            record = _without_days(record)
        changed = self._fill(entry, record, OFFER, is_new)
        changed |= self._relate(entry, record, ("topics", "target_groups", "languages"), is_new)
        at = [places[key].pk for key in record.locations if key in places]
        before = list(entry.locations.all())
        if at and set(at) != {place.pk for place in before}:
            entry.locations.set(at)
            changed = True
            self._tell_change(entry, "locations", before, entry.locations.all(), is_new)
        if record.schedules and is_new:
            for slot in record.schedules:
                Schedule.objects.create(
                    offer=entry, weekday=slot.weekday, date=slot.date, opens_at=slot.opens_at,
                    closes_at=slot.closes_at, note=slot.note[:120],
                )  # fmt: skip
        self._count(entry, is_new, changed)

    def _fill(self, entry: models.Model, record: Any, names: Iterable[str], is_new: bool) -> bool:
        changed = []
        for name in names:
            value = self._checked(entry, name, getattr(record, name), record.key)
            old = getattr(entry, name)
            if value in ("", None, False) or value == old or (name == "kind" and value == "other"):
                continue
            setattr(entry, name, value)
            changed.append(name)
            if not is_new:
                label = str(entry._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                self.outcome.changed.append((str(entry), label, str(old), str(value)))
        if is_new:
            entry.save()
        elif changed:
            entry.save(update_fields=[*changed, "changed_at"])
        return bool(changed)

    def _checked(self, entry: models.Model, name: str, value: Any, key: str) -> Any:
        """As the form would take it; else without it, and told."""
        if not isinstance(value, str) or not value:
            return value
        model_field: Any = entry._meta.get_field(name)
        if name == "website" and "://" not in value:
            value = f"https://{value}"
        most = model_field.max_length
        if most and len(value) > most and name not in ("email", "website"):
            self._problem(key, name, _("Der Text ist länger als %s Zeichen und wird gekürzt.") % most)
            value = Truncator(value).chars(most)
        try:
            model_field.run_validators(value)
        except ValidationError:
            self._problem(key, name, _("„%s“ ist hier nicht gültig und bleibt weg.") % value[:60])
            return ""
        return value

    def _tell_change(
        self, entry: Any, name: str, before: Iterable[object], after: Iterable[object], is_new: bool
    ) -> None:
        """A change of several values, in words; of a new entry everything is new."""
        if not is_new:
            label = entry._meta.get_field(name)
            words = str(getattr(label, "verbose_name", "") or label.related_model._meta.verbose_name_plural)
            self.outcome.changed.append((str(entry), words, ", ".join(map(str, before)), ", ".join(map(str, after))))

    def _relate(self, entry: Any, record: Any, names: tuple[str, ...], is_new: bool) -> bool:
        changed = False
        for name in names:
            keys = self.words[name].keys(getattr(record, name))
            wanted = {self.pks[name][key] for key in keys} - {entry.__dict__.get("home_district_id")}
            before = list(getattr(entry, name).all())
            if wanted and wanted != {row.pk for row in before}:
                getattr(entry, name).set(wanted)
                changed = True
                after = type(entry)._meta.get_field(name).related_model.objects.filter(pk__in=wanted)
                self._tell_change(entry, name, before, after, is_new)
        return changed

    def _places(
        self, entry: Organisation, records: tuple[LocationRecord, ...], is_new: bool
    ) -> tuple[dict[str, Location], bool]:
        here = list(Location.objects.filter(organisation=entry))
        found: dict[str, Location] = {}
        changed = False
        for record in records:
            same = [one for one in here if record.key and record.key in (one.source_key, str(one.uid))]
            same = same or (here if len(here) == len(records) == 1 else [])
            place = same[0] if same else Location(organisation=entry, source_key=record.key, sort_order=len(here))
            as_it_was = [] if place.pk is None else [str(place)]
            before: dict[str, Any] = {name: getattr(place, name) for name in (*PLACE, "hide_address")}
            for name in PLACE:
                value = self._checked(place, name, getattr(record, name), record.key)
                if value not in ("", None, False):
                    setattr(place, name, value)
            place.hide_address = place.hide_address or record.hide_address
            if place.pk is None or any(getattr(place, name) != old for name, old in before.items()):
                place.save()
                changed = True
                self._tell_change(entry, "locations", as_it_was, [place], is_new)
            found[record.key] = place
        return found, changed

    def _contacts(self, entry: Organisation, record: OrganisationRecord, is_new: bool) -> bool:
        here = {folded(function) for function in entry.contacts.values_list("function", flat=True)}
        new = [one for one in record.contacts if folded(one.function) not in here]
        for contact in new:
            Contact.objects.create(
                organisation=entry, function=contact.function[:120], phone=contact.phone[:40],
                email=self._checked(Contact(), "email", contact.email, record.key),
            )  # fmt: skip
        if new:
            self._tell_change(entry, "contacts", [], [contact.function for contact in new], is_new)
        return bool(new)

    def _by_key(self, rows: Any) -> dict[str, Any]:
        """By the source's key, and by the lasting one under which this portal exports; not what others keep."""
        found = {}
        for row in rows.select_related("source"):
            if row.source_id == self.source.pk and row.source_key:
                found[row.source_key] = row
            if not row.is_kept_elsewhere:
                found.setdefault(str(row.uid), row)
        return found

    def _reached(self, own: Any) -> dict[str, str]:
        """Phone, mail, website or address → the organisation's name."""
        found: dict[str, str] = {}
        for row in own:
            found |= dict.fromkeys(_ways(row.phone, row.email, row.website), row.name)
        return found

    def _suggest(self, record: OrganisationRecord) -> None:
        candidates = [self.names.get(folded(record.name))]
        candidates += [self.reached.get(way) for way in _ways(record.phone, record.email, record.website)]
        if same := next((name for name in candidates if name), None):
            self.outcome.suggested.append((record.name, same))

    def _count(self, entry: models.Model, is_new: bool, changed: bool) -> None:
        if is_new:
            self.outcome.new.append(str(entry))
        elif not changed:
            self.outcome.unchanged += 1

    def _tell_unknown(self) -> None:
        for name, known in self.words.items():
            for word, count in known.unknown.most_common(50):
                text = _("„%(word)s“ (%(count)s-mal) ist nicht im Verzeichnis der Wörter. Ähnlich: %(near)s")
                near = ", ".join(known.nearest(word)) or "–"
                self.outcome.problems.append(
                    Problem(0, name, text % {"word": word, "count": count, "near": near}, left_out=False)
                )

    def _problem(self, key: str, column: str, text: Any) -> None:
        self.outcome.problems.append(Problem(self.rows.get(key, 0), column, text, left_out=False))


def _ways(phone: str, email: str, website: str) -> list[str]:
    digits = "".join(sign for sign in phone if sign.isdigit()).removeprefix("0049").removeprefix("49").lstrip("0")
    site = website.lower().split("://")[-1].removeprefix("www.").rstrip("/")
    return [way for way in (digits if len(digits) > 5 else "", email.lower(), site) if way]


def _without_days(record: OfferRecord) -> OfferRecord:
    return replace(record, valid_from=None, valid_until=None)
