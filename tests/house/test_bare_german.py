"""Every text on a page goes through gettext: no bare words in templates, no bare German in code."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.house.sources import ROOT, files, place

# Where German is not a text of a page, by the beginning of the path or by a folder in it.
EXEMPT = {
    "tests/": "speaks to developers",
    "tools/": "speaks to developers",
    "site/demo/": "content, German by nature, and marked as an example",
    "/management/commands/": "speaks to the operator at a terminal",
    "/checks.py": "speaks to the operator at a terminal",
    "site/core/backup/": "speaks to the operator at a terminal",
    "site/accounts/invitation_file.py": "the column names of a file",
    "directory/exchange/columns.py": "titles of columns in files of others",
    "directory/exchange/cells.py": "what stands in cells of files of others",
    "directory/exchange/likeness.py": "what names of organisations consist of",
    "directory/posts/naming.py": "parts of names",
    "bestpractice/taking_over/guess.py": "words in headings of files of others",
    "bestpractice/taking_over/docx.py": "names of styles in files of others",
    "bestpractice/taking_over/odt.py": "names of styles in files of others",
    "search/analysis/": "the German language itself: stop words, endings, letters",
    "site/core/pages.py": "the first content of pages that editors rewrite",
    "site/regions/load.py": "names of public bodies",
    "site/regions/names.py": "names of public bodies",
}

TRANSLATED = re.compile(
    r"{%-?\s*(blocktranslate|blocktrans)\b.*?{%-?\s*end\1\s*%}|{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}"
    r"|{%\s*trans(late)?\b.*?%}|\b_\((\"[^\"]*\"|'[^']*')\)",
    re.DOTALL,
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
WORD = re.compile(r"[^\W\d_]{2,}")
GERMAN = re.compile(
    r"[a-z][äöüß]|[ÄÖÜäöü][a-z]|\b(und|oder|der|das|ist|nicht|mit|ein|eine|einen|keine?|bitte|Sie|Ihre?n?|wird|werden|wurden?|noch|von|zum"
    r"|zur|haben|alle|auf|aus|bei|nur|auch)\b"
)
READ_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
GETTEXT = {
    "_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext",
    "npgettext_lazy", "gettext_noop",
}  # fmt: skip


class BareWords(HTMLParser):
    """Collects what a reader would see or hear: text and spoken attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            spoken = name in READ_ATTRIBUTES or (name == "content" and ("name", "description") in attrs)
            if spoken and value and WORD.search(value):
                self.found.append((self.getpos()[0], f'{name}="{value}"'))

    def handle_data(self, data: str) -> None:
        if self.lasttag not in {"script", "style"} and (word := WORD.search(data)):
            line = self.getpos()[0] + data.count("\n", 0, word.start())
            self.found.append((line, " ".join(data.split())))


def blank(match: re.Match[str]) -> str:
    """Nothing, in as many lines as before, so that findings keep their line."""
    return "\n" * match[0].count("\n")


def bare_words(path: Path) -> Iterator[str]:
    text = TRANSLATED.sub(blank, path.read_text())
    for tag in TAG.finditer(text):
        for quoted in QUOTED.finditer(tag[0]):
            if " " in quoted[0] and GERMAN.search(quoted[0]):  # one word is a name or an anchor
                yield place(path, text.count("\n", 0, tag.start()) + 1, quoted[0])
    parser = BareWords()
    parser.feed(TAG.sub(blank, text))
    yield from (place(path, line, words) for line, words in parser.found)


def bare_german(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in GETTEXT:
            spared |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))  # a docstring
        if isinstance(node, ast.keyword) and node.arg == "default":
            spared.add(id(node.value))  # a field's first content, which editors rewrite
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in spared)
    for node in texts:
        if isinstance(node.value, str) and GERMAN.search(node.value):
            yield place(path, node.lineno, " ".join(node.value.split())[:80])


def test_every_word_of_a_template_is_translatable() -> None:
    templates = [path for path in files(".html", ".txt") if "templates" in path.parts]
    found = [finding for path in templates for finding in bare_words(path)]
    assert not found, "\n".join(found)


def test_every_german_text_in_code_is_translatable() -> None:
    paths = {path: path.relative_to(ROOT).as_posix() for path in files(".py")}
    code = [path for path, relative in paths.items() if not any(part in relative for part in EXEMPT)]
    found = [finding for path in code for finding in bare_german(path)]
    assert not found, "\n".join(found)
