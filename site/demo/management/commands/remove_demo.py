"""`manage.py remove_demo`: takes the examples away without a trace."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.remove import remove


class Command(BaseCommand):
    help = "Entfernt alle Beispielinhalte und Beispielzugänge; Eigenes bleibt."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Beispielinhalte werden entfernt …")
        number = remove()
        self.stdout.write(self.style.SUCCESS(f"Fertig: {number} Einträge, Seiten, Dateien und Zugänge entfernt."))
