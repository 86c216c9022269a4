"""`manage.py export_directory [--district AGS] [--format csv|xlsx|hsds] [FILE or -]`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.exchange.export import FORMATS, exported, organisations_of
from regions.models import District


class Command(BaseCommand):
    help = "Schreibt das Verzeichnis eines Kreises, oder aller, als CSV, XLSX oder HSDS 3.0 JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="„-“: Standardausgabe")
        parser.add_argument("--district", default="", metavar="AGS")
        parser.add_argument("--format", default="csv", choices=FORMATS)

    def handle(self, *args: Any, **options: Any) -> None:
        ags = options["district"]
        if ags and not District.objects.filter(ags=ags).exists():
            raise CommandError(f"Einen Kreis mit dem Schlüssel {ags} gibt es nicht.")
        pieces = exported(organisations_of(ags), options["format"])
        if options["file"] == "-":
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            return
        try:
            with Path(options["file"]).open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
