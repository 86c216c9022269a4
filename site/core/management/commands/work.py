"""`manage.py work`: the work process. Stops cleanly on SIGTERM and Ctrl-C."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.work import work_forever, work_once


class Command(BaseCommand):
    help = "Erledigt im Hintergrund: Suche, Texte, Mails, Termine. Mit --once nur das, was gerade ansteht."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="erledigt, was ansteht, und endet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{work_once()} erledigt.")
            return
        stop = False

        def ask_to_stop(*_: object) -> None:
            nonlocal stop
            stop = True

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        work_forever(lambda: stop)
