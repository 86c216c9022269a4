"""Files and functions stay small, nothing stands inline, and no file names a package registry."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, files, place

LONGEST_FILE = 300
LONGEST_FUNCTION = 50

REGISTRY = re.compile(r"\b(pypi|pythonhosted|npmjs|yarnpkg|maven(\.apache)?|debian|crates|golang)\.(org|com|io)\b")

INLINE = {
    "an inline style": re.compile(r"\sstyle=|<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|javascript:"),
    "an inline event handler": re.compile(r"<[^>{%]*\son[a-z]+="),
}

# Physical properties have a logical twin that also fits right-to-left text. A media query still asks for the width.
PHYSICAL = re.compile(
    r"^\s*((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)(-[a-z]+)?"
    r"|border-(top|bottom)-(left|right)-radius|left|right|top|bottom|(min-|max-)?(width|height))\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)\b"
)


def lines_of(*suffixes: str) -> Iterator[tuple[Path, int, str]]:
    for path in files(*suffixes):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            yield path, number, line


def test_a_python_file_says_one_thing() -> None:
    counted = {path: len(path.read_text().splitlines()) for path in files(".py")}
    found = [place(path, 1, f"{lines} lines") for path, lines in counted.items() if lines > LONGEST_FILE]
    assert not found, "\n".join(found)


def test_a_function_fits_on_a_screen() -> None:
    functions = [
        (path, node, (node.end_lineno or node.lineno) - node.lineno + 1)
        for path in files(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    long = [(path, node, lines) for path, node, lines in functions if lines > LONGEST_FUNCTION]
    found = [place(path, node.lineno, f"{node.name} is {lines} lines long") for path, node, lines in long]
    assert not found, "\n".join(found)


def test_templates_hold_no_style_and_no_script() -> None:
    templates = [path for path in files(".html") if "templates" in path.parts]
    found = [
        place(path, text.count("\n", 0, match.start()) + 1, what)
        for path in templates
        for text in [path.read_text()]
        for what, pattern in INLINE.items()
        for match in pattern.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_styles_use_logical_properties() -> None:
    styles = lines_of(".css", ".scss")
    found = [place(path, number, line.strip()) for path, number, line in styles if PHYSICAL.search(line)]
    assert not found, "\n".join(found)


def test_a_style_sheet_closes_every_rule_that_it_opens() -> None:
    """A browser drops what follows an open one without a word; merging two branches leaves such easily."""
    sheets = {path: path.read_text() for path in files(".css", ".scss")}
    found = [
        place(path, 1, "a brace is missing") for path, text in sheets.items() if text.count("{") != text.count("}")
    ]
    assert not found, "\n".join(found)


def test_no_file_names_a_package_registry() -> None:
    found = []
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            lines = enumerate(content.decode().splitlines(), start=1)
            found += [place(path, number, line.strip()[:100]) for number, line in lines if REGISTRY.search(line)]
    assert not found, "\n".join(found)


def test_each_requirement_is_locked_by_its_hash() -> None:
    for lock in sorted(ROOT.glob("requirements*.txt")):
        packages = re.split(r"\n(?=[a-z0-9])", lock.read_text().strip())
        assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == [], lock.name
