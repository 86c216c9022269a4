"""Reads the hand-written pieces in content/*.toml."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"

Entry = dict[str, Any]  # a table of a TOML file; which keys it has is said at the top of the file


def read(name: str) -> Entry:
    """One file: "people" for content/people.toml."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(name: str) -> list[Entry]:
    """The entries of all files of a folder, in the order of their names; each file holds a list of the same name."""
    return [
        entry
        for path in sorted((FOLDER / name).glob("*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))[name]
    ]


def turn(choices: list[Any], number: int) -> Any:
    """The choice whose turn it is: neighbours differ, and every run gives the same."""
    return choices[number % len(choices)]
