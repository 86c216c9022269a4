"""`manage.py personal_data export|erase ADDRESS`: tells or erases what is stored about a person."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from accounts.personal_data import Subject, erase, export, subject


class Command(BaseCommand):
    help = (
        "Auskunft (export) und Löschung (erase) nach Art. 15 und 17 DSGVO. erase leert das Konto und nimmt den Namen "
        "überall zurück; Texte bleiben, ihr Konto ist dann namenlos. Rückgängig machen lässt sich das nicht."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "erase"])
        parser.add_argument("address", help="Mailadresse")

    def handle(self, *args: Any, **options: Any) -> None:
        about = subject(options["address"])
        if options["action"] == "export":
            self.stdout.write(json.dumps(self._known(about), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
            return
        self._known(about)
        try:
            done = erase(about)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        for title, count in done.items():
            self.stdout.write(f"{title}: {count}")
        self.stdout.write(self.style.SUCCESS("Gelöscht. In Sicherungen steht es noch, bis sie ablaufen."))

    def _known(self, about: Subject) -> dict[str, Any]:
        found = export(about)
        if found.keys() == {"address"}:
            raise CommandError(f"Zu {about.address} ist nichts gespeichert.")
        return found
