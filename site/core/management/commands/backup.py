"""`manage.py backup [FILE]`: database and files in one archive."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.backup import BackupError, make_backup


class Command(BaseCommand):
    help = "Sichert Datenbank und Dateien in ein Archiv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="Ziel, sonst var/backups/<Zeit>.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        stamp = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
        target: Path = options["file"] or settings.VAR_DIR / "backups" / f"{stamp}.tar.gz"
        try:
            manifest = make_backup(target)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"Gesichert: {target} ({len(manifest['sha256'])} Dateien)"))
