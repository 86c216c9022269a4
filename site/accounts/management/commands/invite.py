"""`manage.py invite FILE`: people, their roles and their invitations from a list; all of it or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.invitation_file import carry_out, read


class Command(BaseCommand):
    help = (
        "Lädt die Personen einer Liste ein. Spalten: Mail; Rolle; Kreis oder Verband; ab; bis. "
        "Rollen: Integrationsmanagement, Vertretung, Redaktion, Land, Betrieb."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV mit Komma, Semikolon oder Tabulator")
        parser.add_argument("--again", action="store_true", help="lädt auch ein, wer noch kein Passwort gewählt hat")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        reading = read(content)
        if reading.errors:
            problems = "\n".join(reading.errors)
            raise CommandError(f"Niemand wurde eingeladen. Bitte berichtigen:\n{problems}")
        invited, known = carry_out(reading.entries, again=options["again"])
        for user in invited:
            self.stdout.write(f"eingeladen: {user.email}")
        for user in known:
            self.stdout.write(f"schon bekannt: {user.email}")
        self.stdout.write(self.style.SUCCESS(f"{len(invited)} eingeladen, {len(known)} schon bekannt."))
