"""Taking an import back: each field becomes what it was, unless somebody has changed it since; that is told."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from directory.entries import DISTRICT, KINDS
from directory.exchange.images import Image, images_of
from directory.exchange.progress import Progress
from directory.exchange.telling import label_of
from directory.exchange.write import Writer, Written
from directory.models import ImportChange, ImportRun, Offer, Organisation
from regions.models import District

State, Kind = ImportRun.State, ImportChange.Kind


def take_back(run: ImportRun) -> None:
    """Offers before organisations, so that an organisation that came with its offers can go with them."""
    with Progress(run) as progress, transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=run.district_id)
        run.refresh_from_db()
        if run.state != State.TAKING_BACK:
            return
        for noun, share in (("offer", 50), ("organisation", 90)):
            _TakeBack(run, noun).run()
            progress.tell(share)
        run.changes.filter(kept="").delete()
        run.state = State.TAKEN_BACK
        run.save()


class _TakeBack:
    """The entries of one noun; those of another district by now are left alone."""

    def __init__(self, run: ImportRun, noun: str) -> None:
        self.model = KINDS[noun]
        everything: Any = self.model._default_manager.filter(**{DISTRICT[noun]: run.district_id})
        self.changes = list(run.changes.filter(noun=noun).exclude(after={}))
        uids = run.changes.filter(noun=noun).exclude(after={}).values("uid")
        entries = everything.filter(uid__in=uids)
        self.pks = {str(uid): pk for uid, pk in entries.values_list("uid", "pk")}
        self.images = images_of(entries)
        self.needed = self._needed(entries)

    def run(self) -> None:
        going: list[int] = []
        written: list[Written] = []
        for change in self.changes:
            pk = self.pks.get(str(change.uid))
            if pk is None:
                change.kept = "" if change.kind == Kind.NEW else _("Den Eintrag gibt es nicht mehr.")
            elif change.kind == Kind.NEW:
                change.kept = self._why_kept(pk, change)
                if not change.kept:
                    going.append(pk)
            else:
                now = self.images[pk]
                restored, edited = as_it_was(now, change)
                change.kept = _told(self.model, edited)
                written.append((pk, now, restored))
        writer = Writer()
        writer.change(self.model, [one for one in written if one[1] != one[2]])
        writer.remove(self.model, going)
        ImportChange.objects.bulk_update([one for one in self.changes if one.kept], ["kept"], batch_size=500)

    def _why_kept(self, pk: int, change: ImportChange) -> str:
        if self.images[pk] != change.after:
            return _("Seit dem Import geändert; der Eintrag bleibt.")
        return self.needed.get(pk, "")

    def _needed(self, entries: Any) -> dict[int, str]:
        """Entries that would take with them what did not come with the import."""
        needed = dict.fromkeys(entries.filter(checked_on__isnull=False).values_list("pk", flat=True), "")
        needed = dict.fromkeys(needed, _("Seit dem Import geprüft; der Eintrag bleibt."))
        proposed = entries.filter(proposals__isnull=False).values_list("pk", flat=True)
        needed |= dict.fromkeys(
            proposed, _("Seit dem Import hat die Einrichtung Änderungen geschickt; der Eintrag bleibt.")
        )
        if self.model is Organisation:
            with_offers = Offer.objects.filter(organisation__in=entries).values_list("organisation_id", flat=True)
            needed |= dict.fromkeys(with_offers, _("Hat Angebote, die bleiben; der Eintrag bleibt."))
        return needed


def as_it_was(now: Image, change: ImportChange) -> tuple[Image, list[str]]:
    """(the image with what the import had changed put back, the fields that somebody has changed since)."""
    edited = [name for name, value in change.after.items() if now[name] not in (value, change.before[name])]
    return now | {name: value for name, value in change.before.items() if name not in edited}, edited


def _told(model: Any, names: list[str]) -> str:
    if not names:
        return ""
    labels = ", ".join(label_of(model, name) for name in names)
    return (_("Seit dem Import geändert und so geblieben: %s.") % labels)[:300]
