"""One object of a foreign JSON file, asked carefully: whatever stands there becomes a value or a problem."""

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.exchange.problems import Problem

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Node:
    """`path`: where it lies inside its item, as in "service_at_locations[2].location"."""

    values: dict[str, Any]
    number: int
    problems: list[Problem]
    path: str = ""

    def problem(self, name: str, text: str | Promise, *, left_out: bool = False) -> None:
        place = ".".join(part for part in (self.path, name) if part)
        self.problems.append(Problem(self.number, place, text, left_out))

    def text(self, *names: str) -> str:
        """The first of these that says something."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, (dict, list, bool)):
                self.problem(name, _("Hier wird ein Text erwartet. Der Wert bleibt weg."))
            elif value is not None and (text := cleaned(value)):
                return text
        return ""

    def nodes(self, name: str) -> list["Node"]:
        """The objects of a list. A single one where a list belongs is taken as a list of one."""
        value = self.values.get(name)
        if value is None:
            return []
        several = [value] if isinstance(value, dict) else value
        if not isinstance(several, list):
            self.problem(name, _("Hier wird eine Liste erwartet. Der Wert bleibt weg."))
            return []
        found = []
        for place, one in enumerate(several):
            where = f"{self.path}.{name}[{place + 1}]".lstrip(".")
            if isinstance(one, dict):
                found.append(Node(one, self.number, self.problems, where))
            elif one is not None:
                self.problem(f"{name}[{place + 1}]", _("Hier wird ein Objekt erwartet. Der Wert bleibt weg."))
        return found

    def date(self, name: str) -> dt.date | None:
        text = self.text(name)
        return parsed_date(self, name, text) if text else None

    def time(self, name: str) -> dt.time | None:
        text = self.text(name)
        match = CLOCK.fullmatch(text)
        try:
            if match:
                hour, minute, second = (int(part or 0) for part in match.groups())
                return dt.time(hour, minute, second)
        except ValueError:
            match = None
        if text:
            self.problem(name, _("„%s“ ist keine Uhrzeit wie 09:30. Der Wert bleibt weg.") % text[:40])
        return None

    def number_of(self, name: str) -> float | None:
        """A finite number, also where it is written as text."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            number = math.nan if isinstance(value, (bool, dict, list)) else float(value)
        except (ValueError, OverflowError):
            number = math.nan
        if math.isfinite(number):
            return number
        self.problem(name, _("Hier wird eine Zahl erwartet. Der Wert bleibt weg."))
        return None


def parsed_date(node: Node, name: str, text: str) -> dt.date | None:
    """The day of a date or of a date with time, as ISO 8601 writes them."""
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        node.problem(name, _("„%s“ ist kein Datum wie 2026-12-31. Der Wert bleibt weg.") % text[:40])
        return None


def cleaned(value: object) -> str:
    """Without control characters (but for line breaks), which no table takes, and without half characters."""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode()
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc").strip()
