"""`manage.py restore FILE`: puts a backup back, then builds the indices anew."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup import BackupError, restore_backup


class Command(BaseCommand):
    help = (
        "Stellt eine Sicherung wieder her. Ersetzt Datenbank und Dateien; Webdienst und Arbeitsprozess vorher anhalten."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="nicht nachfragen")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"] and input("Alle jetzigen Inhalte werden ersetzt. Weiter? [ja/nein] ") != "ja":
            raise CommandError("Abgebrochen, nichts verändert.")
        try:
            manifest = restore_backup(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Wiederhergestellt: Stand {manifest['made_at']}. Suchverzeichnisse werden neu gebaut …")
        try:
            call_command("reindex", stdout=self.stdout)
        except CommandError as error:
            self.stdout.write(
                self.style.WARNING(
                    f"Noch nicht alle Suchverzeichnisse sind gebaut: {error} Bis dahin antwortet die Suche aus der "
                    "Datenbank. Der Arbeitsprozess holt es nach, sobald es geht; sofort: `manage.py reindex`."
                )
            )
        self.stdout.write(self.style.SUCCESS("Fertig."))
