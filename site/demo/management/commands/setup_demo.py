"""`manage.py setup_demo`: fills the portal with examples; a second run changes nothing."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from demo.content import read


class Command(BaseCommand):
    help = "Legt Beispielinhalte und Beispielzugänge an; wiederholbar. `remove_demo` nimmt sie wieder fort."
    requires_system_checks = ()  # they load every address of the portal, longer than a second run takes

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Beispielinhalte gehören nicht in ein öffentliches Portal.")
        # All comes and goes together, so one thing tells.
        if User.objects.filter(is_example=True).exists():
            self.stdout.write("Die Beispielinhalte sind schon da.")
        else:
            self._build()
        self._show_sign_ins()

    def _build(self) -> None:
        began = time.monotonic()
        try:
            from demo.build import build  # brings typst and python-docx, which a second run need not wait for

            build(self.stdout.write)
        except ModuleNotFoundError as missing:
            raise CommandError(f"Das Paket {missing.name} fehlt; es gehört zum Extra „demo“.") from missing
        except KeyError as missing:
            raise CommandError(f"{missing} fehlt; bitte zuerst `manage.py setup` ausführen.") from missing
        self.stdout.write(self.style.SUCCESS(f"Fertig in {time.monotonic() - began:.0f} s."))

    def _show_sign_ins(self) -> None:
        if not settings.SHOW_DEMO_SIGN_INS:
            return
        people = read("people")
        self.stdout.write(f"Beispielzugänge, Kennwort für alle: {people['password']}")
        for person in people["people"]:
            self.stdout.write(f"  {person['email']}")
