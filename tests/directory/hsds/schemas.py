"""The standard's own schemas, read where they lie beside the repository."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.house.sources import ROOT

HSDS = ROOT.parent / "shared" / "hsds"
COMPILED = HSDS / "schema" / "compiled"


@cache
def validator(name: str) -> Draft202012Validator:
    """Compiled where there is one; the others name their parts by file."""
    path = COMPILED / f"{name}.json"
    path = path if path.exists() else HSDS / "schema" / f"{name}.json"
    parts = {
        file.name: Resource.from_contents(json.loads(file.read_text()), default_specification=DRAFT202012)
        for file in (HSDS / "schema").glob("*.json")
    }
    registry: Registry[Any] = Registry().with_resources(parts.items())
    return Draft202012Validator(json.loads(path.read_text()), registry=registry, format_checker=FormatChecker())


def errors_of(item: Any, name: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(item)]
