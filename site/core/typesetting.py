"""Sets a PDF (PDF/UA-1: tagged, with title and language) from a typst template and plain data."""

import ast
import json
import re
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings

STAND_IN = "□"  # for a sign that no typeface here has, such as an emoji; the standard forbids to leave it unset
LATIN = "\u017f"  # the last letter of the range that the portal's typeface has whole
UNSET = re.compile(r'the text `("(?:[^"\\]|\\.)*")` could not be displayed')
CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
_one_at_a_time = threading.Lock()  # a compiler that works for one thread refuses every other


def typeset(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF. `data`: texts, lists and dictionaries, which the template reads as JSON, so no text is ever markup.

    Whatever people wrote comes out: signs that no typeface has become a box, control characters go. Raises TypstError
    for a mistake in the template.
    """
    unset: frozenset[str] = frozenset()
    while True:
        try:
            return _set(template, json.dumps(_without(data, unset), ensure_ascii=False))
        except typst.TypstError as error:
            named = _signs_in(error) - unset
            if not named:
                raise
            unset |= named


def _set(template: Path, text: str) -> bytes:
    with _one_at_a_time:
        made = _compiler(template).compile(format="pdf", sys_inputs={"data": text}, pdf_standards=["ua-1"])
    return cast(bytes, made)


@cache
def _compiler(template: Path) -> typst.Compiler:
    """With the portal's own typeface, cut for print by `npm run build`, and none of the machine's."""
    fonts = Path(settings.STATICFILES_DIRS[0]) / "build" / "fonts"
    return typst.Compiler(str(template), ignore_system_fonts=True, font_paths=[str(fonts)])


def _signs_in(error: typst.TypstError) -> frozenset[str]:
    """What typst names as impossible to show; Latin letters in it are only neighbours of the sign that is."""
    named = (_read(quoted) for quoted in UNSET.findall(error.diagnostic))
    return frozenset(sign for text in named for sign in text if sign > LATIN)


def _read(quoted: str) -> str:
    """A text as Rust writes it for debugging."""
    return str(ast.literal_eval(re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: f"\\U{int(found[1], 16):08x}", quoted)))


def _without(data: Any, unset: frozenset[str]) -> Any:
    if isinstance(data, str):
        kept = data.translate(CONTROL)
        return kept.translate({ord(sign): STAND_IN for sign in unset})
    if isinstance(data, list):
        return data if data and isinstance(data[0], int) else [_without(each, unset) for each in data]
    if isinstance(data, dict):
        return {key: _without(value, unset) for key, value in data.items()}
    return data
