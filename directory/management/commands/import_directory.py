"""`manage.py import_directory FILE --district AGS [--dry-run]`: a list of organisations and offers into a district."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.exchange.reading import Read, read_file
from directory.exchange.running import run_now
from directory.exchange.sheets import UnreadableError
from directory.exchange.telling import told
from directory.models import ImportChange, ImportRun, Source
from regions.models import District


class Command(BaseCommand):
    help = "Nimmt eine Liste (CSV, XLSX, HSDS 3.0 JSON) in das Verzeichnis eines Kreises auf."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, help="amtlicher Schlüssel, etwa 07315")
        parser.add_argument("--source", default="", help="Name der Quelle; sonst der Name der Datei")
        parser.add_argument("--dry-run", action="store_true", help="zeigt nur, was geschähe")
        parser.add_argument("--leave-out-invalid", action="store_true", help="lässt ungültige Zeilen weg")

    def handle(self, *args: Any, **options: Any) -> None:
        district = District.objects.filter(ags=options["district"]).first()
        if district is None:
            raise CommandError(f"Einen Kreis mit dem Schlüssel {options['district']} gibt es nicht.")
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"Die Datei lässt sich nicht öffnen: {error.strerror}") from error
        try:
            found = read_file(content)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        invalid = [problem for problem in found.problems if problem.left_out]
        if invalid and not options["leave_out_invalid"] and not options["dry_run"]:
            self.tell(found.problems)
            raise CommandError(
                f"Nichts ist geschehen: {len(invalid)} ungültige Zeilen. "
                "Bitte berichtigen, oder mit --leave-out-invalid weglassen."
            )
        name = (options["source"] or options["file"].name)[:120]
        if Source.objects.filter(district=district, name=name).exclude(kind=Source.Kind.FILE).exists():
            raise CommandError(f"„{name}“ ist eine abonnierte Quelle; sie wird von selbst geholt.")
        if ImportRun.objects.busy().filter(district=district).exists():
            raise CommandError(f"Für {district} läuft gerade ein Import. Bitte warten Sie, bis er fertig ist.")
        self.bring_in(district, name, found, options["file"].name, dry=options["dry_run"])

    @transaction.atomic
    def bring_in(self, district: District, name: str, found: Read, file_name: str, dry: bool) -> None:
        source, _made = Source.objects.get_or_create(district=district, name=name)
        run, done = run_now(source, found, by="Betrieb des Portals", file_name=file_name)
        self.tell(done.problems)
        for change in run.changes.filter(kind=ImportChange.Kind.CHANGED):
            for label, before, after in told(change):
                self.stdout.write(f"geändert: {change.title}: {label}: {before} → {after}")
        for change in run.changes.exclude(same_as=None):
            self.stdout.write(f"vielleicht doppelt: „{change.title}“ und „{change.same_title}“ ({change.why_same})")
        for change in run.changes.filter(kind=ImportChange.Kind.GONE):
            self.stdout.write(f"nicht mehr in der Datei: {change.title}")
        counts = run.counts
        self.stdout.write(
            f"{'Geschähe' if dry else 'Geschehen'}: {counts['new']} neu, {counts['changed']} geändert, "
            f"{counts['unchanged']} unverändert, {counts['suggested']} vielleicht doppelt, "
            f"{len([one for one in found.problems if one.left_out])} ungültig."
        )
        if dry:
            transaction.set_rollback(True)

    def tell(self, problems: list[Any]) -> None:
        for problem in problems:
            place = f"Zeile {problem.row}, {problem.column}" if problem.row else problem.column or "Datei"
            self.stdout.write(f"{'ungültig' if problem.left_out else 'Hinweis'}: {place}: {problem.text}")
