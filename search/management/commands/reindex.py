"""Builds an index anew beside the one that answers, or says where rows, things and indices have drifted apart."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import drift, reindex, service
from search.engines.base import Engine, EngineUnavailable


class Command(BaseCommand):
    help = "Builds the search's indices anew beside the ones that answer, then swaps them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", help="only this one: elasticsearch or database")
        parser.add_argument("--rows", action="store_true", help="read every thing again first")
        parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 if anything has drifted")

    def handle(self, *args: Any, engine: str | None, rows: bool, check: bool, **options: Any) -> None:
        try:
            engines = [service.engine(engine)] if engine else service.engines()
        except LookupError as error:
            raise CommandError(_("Diese Suchmaschine ist nicht eingerichtet: %(name)s") % {"name": engine}) from error
        if check:
            self._check(engines)
            return
        if rows:
            self.stdout.write(_("%(number)s Zeilen neu gelesen") % {"number": reindex.rebuild_rows()})
        if left := [reason for one in engines if (reason := self._rebuild(one))]:
            raise CommandError(" ".join(left))

    def _rebuild(self, one: Engine) -> str:
        """What kept this engine from it, so that the others are built all the same; empty when it is done."""
        try:
            number = reindex.rebuild_index(one)
        except EngineUnavailable as error:
            return _("%(engine)s antwortet nicht: %(error)s") % {"engine": one.name, "error": error}
        self.stdout.write(_("%(engine)s: %(number)s Zeilen") % {"engine": one.name, "number": number})
        return ""

    def _check(self, engines: list[Engine]) -> None:
        try:
            lines = [*drift.of_rows(), *(line for one in engines for line in drift.of_index(one))]
        except EngineUnavailable as error:
            raise CommandError(_("Die Suchmaschine antwortet nicht: %(error)s") % {"error": error}) from error
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(_("%(number)s Abweichungen") % {"number": len(lines)})
        self.stdout.write(_("Keine Abweichungen"))
