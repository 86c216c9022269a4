"""Images into the tables, many at once. Whoever calls has a transaction; nothing here counts as checked.

Writing in bulk sends no signals: what they would do (the search's marks, `changed_at`) is done here for all of them.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from directory.changes import touch_offers, touch_organisations, untouched
from directory.exchange.images import CONTACT, LOCATION, OFFER, ORGANISATION, SCHEDULE, WORDS, Image, empty_image
from directory.exchange.merge import NEW_PLACE
from directory.models import Contact, Location, Offer, Organisation, Schedule
from search.marks import mark
from search.registry import key_of
from search.signals import unmarked

AT_ONCE = 500  # rows in one statement
Written = tuple[int, Image, Image]  # primary key, as it was, as it shall be


class Writer:
    """`keys`: for each relation, from the word in an image to the primary key."""

    def __init__(self) -> None:
        self.keys = {
            (model, name): dict(related(model, name)._default_manager.values_list(key, "pk"))
            for model, words in WORDS.items()
            for name, key in words.items()
        }

    def create(self, model: type[Model], entries: list[Model], images: list[Image]) -> None:
        """New organisations or offers, already named (source, key, organisation), and all that belongs to them."""
        names = ORGANISATION if model is Organisation else OFFER
        for entry, image in zip(entries, images, strict=True):
            fill(entry, names, image)
        model._default_manager.bulk_create(entries, batch_size=AT_ONCE)
        empty = empty_image(model)
        self._parts(model, [(entry.pk, empty, image) for entry, image in zip(entries, images, strict=True)])
        self._tell(model, [entry.pk for entry in entries])

    def change(self, model: type[Model], changes: list[Written]) -> None:
        names = ORGANISATION if model is Organisation else OFFER
        entries = model._default_manager.in_bulk([pk for pk, *_images in changes])
        moved: set[str] = set()
        for pk, before, after in changes:
            fill(entries[pk], names, after)
            moved |= {name for name in names if before.get(name) != after[name]}
        if moved:
            model._default_manager.bulk_update(entries.values(), sorted(moved), batch_size=AT_ONCE)
        self._parts(model, changes)
        self._tell(model, [pk for pk, *_ in changes])

    def remove(self, model: type[Model], pks: list[int]) -> None:
        """With all that belongs to them; the search forgets them, an organisation has lost these offers."""
        self._tell(model, pks)
        if model is Offer:
            for some in _pieces(pks):
                touch_organisations(set(Offer.objects.filter(pk__in=some).values_list("organisation_id", flat=True)))
        with unmarked(), untouched():
            for some in _pieces(pks):
                model._default_manager.filter(pk__in=some).delete()

    def _parts(self, model: type[Model], changes: list[Written]) -> None:
        for name in WORDS[model]:
            known = self.keys[model, name]
            moved = [(pk, after[name]) for pk, before, after in changes if before[name] != after[name]]
            self._relate(model, name, [(pk, [known.get(word) for word in words]) for pk, words in moved])
        if model is Organisation:
            self._places([(pk, before["locations"], after["locations"]) for pk, before, after in changes])
            self._rows(Contact, "organisation", CONTACT, "contacts", changes)
            return
        self._rows(Schedule, "offer", SCHEDULE, "schedules", changes)
        moved = [(pk, after["locations"]) for pk, before, after in changes if before["locations"] != after["locations"]]
        places = places_by_uid({uid for _pk, uids in moved for uid in uids})
        self._relate(Offer, "locations", [(pk, [places.get(uid) for uid in uids]) for pk, uids in moved])

    def _relate(self, model: type[Model], name: str, wanted: list[tuple[int, Iterable[Any]]]) -> None:
        field: Any = model._meta.get_field(name)
        through = field.remote_field.through
        mine, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        for some in _pieces([pk for pk, _values in wanted]):
            through._default_manager.filter(**{f"{mine}__in": some}).delete()
        rows = [through(**{mine: pk, other: value}) for pk, values in wanted for value in values if value is not None]
        through._default_manager.bulk_create(rows, batch_size=AT_ONCE)

    def _places(self, changes: list[tuple[int, list[Image], list[Image]]]) -> None:
        """Places keep their uid, so that the offers held there stay there; a new one gets it, in the image, too."""
        new: list[Location] = []
        changed: list[Location] = []
        gone: list[str] = []
        for pk, before, after in changes:
            if before == after:
                continue
            known = {place["uid"]: place for place in before}
            gone += [uid for uid in known if uid not in {place["uid"] for place in after}]
            for order, place in enumerate(after):
                if place["uid"].startswith(NEW_PLACE):
                    place["uid"] = str(uuid.uuid4())
                row = Location(organisation_id=pk, uid=place["uid"], sort_order=order)
                fill(row, LOCATION, place)
                (changed if place["uid"] in known else new).append(row)
        for some in _pieces(gone):
            Location.objects.filter(uid__in=some).delete()
        Location.objects.bulk_create(new, batch_size=AT_ONCE)
        here = places_by_uid({str(row.uid) for row in changed})
        for row in changed:
            row.pk = here[str(row.uid)]
        Location.objects.bulk_update(changed, [*LOCATION, "sort_order"], batch_size=AT_ONCE)

    def _rows(self, part: type[Model], owner: str, names: tuple[str, ...], field: str, changes: list[Written]) -> None:
        moved = [(pk, after[field]) for pk, before, after in changes if before[field] != after[field]]
        for some in _pieces([pk for pk, _rows in moved]):
            part._default_manager.filter(**{f"{owner}__in": some}).delete()
        rows = []
        for pk, images in moved:
            for order, image in enumerate(images):
                row = part(**{f"{owner}_id": pk, "sort_order": order})
                fill(row, names, image)
                rows.append(row)
        part._default_manager.bulk_create(rows, batch_size=AT_ONCE)

    def _tell(self, model: type[Model], pks: list[int]) -> None:
        touch = touch_organisations if model is Organisation else touch_offers
        marked = [key_of(model, pk) for pk in pks]
        for some in _pieces(pks):
            touch(some)
            if model is Organisation:  # an offer shows its organisation's name and is found in its districts
                offers = Offer.objects.filter(organisation__in=some).values_list("pk", flat=True)
                marked += [key_of(Offer, pk) for pk in offers]
        mark(marked)


def places_by_uid(uids: set[str]) -> dict[str, int]:
    """Primary keys."""
    found: dict[str, int] = {}
    for some in _pieces(sorted(uids)):
        found |= {str(uid): pk for uid, pk in Location.objects.filter(uid__in=some).values_list("uid", "pk")}
    return found


def related(model: type[Model], name: str) -> type[Model]:
    found: Any = model._meta.get_field(name).related_model
    return found


def fill(row: Model, names: Iterable[str], image: Image) -> None:
    """Plain values back into the model's: ISO texts become days and times."""
    for name in names:
        column: Any = row._meta.get_field(name)
        setattr(row, name, column.to_python(image[name]))


def _pieces(pks: list[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]
