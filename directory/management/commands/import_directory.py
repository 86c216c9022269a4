"""`manage.py import_directory FILE --district AGS [--dry-run]`: a list of organisations and offers into a district."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.exchange.bring_in import bring_in
from directory.exchange.sheets import UnreadableError, is_json, read_sheets
from directory.exchange.tables_in import read_table
from directory.hsds.read import read_hsds
from directory.models import Source
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
            directory, problems, rows = read(content)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        self.tell(problems)
        invalid = [problem for problem in problems if problem.left_out]
        if invalid and not options["leave_out_invalid"] and not options["dry_run"]:
            raise CommandError(
                f"Nichts ist geschehen: {len(invalid)} ungültige Zeilen. "
                "Bitte berichtigen, oder mit --leave-out-invalid weglassen."
            )
        name = (options["source"] or options["file"].name)[:120]
        if Source.objects.filter(district=district, name=name).exclude(kind=Source.Kind.FILE).exists():
            raise CommandError(f"„{name}“ ist eine abonnierte Quelle; sie wird von selbst geholt.")
        outcome = bring_in(district, name, directory, rows, dry=options["dry_run"])
        self.tell(outcome.problems)
        for entry, field, before, after in outcome.changed:
            self.stdout.write(f"geändert: {entry}: {field}: {before} → {after}")
        for new, here in outcome.suggested:
            self.stdout.write(f"vielleicht doppelt: „{new}“ und „{here}“")
        changed = len({entry for entry, *_rest in outcome.changed})
        done = "Geschähe" if options["dry_run"] else "Geschehen"
        self.stdout.write(
            f"{done}: {len(outcome.new)} neu, {changed} geändert, {outcome.unchanged} unverändert, "
            f"{len(outcome.suggested)} vielleicht doppelt, {len(invalid)} ungültig."
        )

    def tell(self, problems: list[Any]) -> None:
        for problem in problems:
            place = f"Zeile {problem.row}, {problem.column}" if problem.row else problem.column or "Datei"
            self.stdout.write(f"{'ungültig' if problem.left_out else 'Hinweis'}: {place}: {problem.text}")


def read(content: bytes) -> Any:
    """(Directory, problems, row by key) of a file of either kind. Raises UnreadableError."""
    if is_json(content):
        result = read_hsds(content)
        return result.directory, result.problems, {}
    reading = read_table(read_sheets(content))
    return reading.directory, reading.problems, reading.rows
