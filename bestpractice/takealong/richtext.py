"""Rich text as plain paragraphs, lists and runs, for what is no web page."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from django.conf import settings
from wagtail.rich_text import expand_db_html

LISTS = {"ul": "list", "ol": "steps"}
LONGEST_ADDRESS = 2000  # characters of a link that are still one
Run = dict[str, Any]  # text, bold, url ("" for none)
Block = dict[str, Any]  # kind: paragraph with runs; list or steps with items, each a list of blocks


def blocks_of(html: str) -> list[Block]:
    """`html`: as Wagtail stores it. Links to pages and files become whole addresses; nothing that is said is lost."""
    return _blocks(BeautifulSoup(expand_db_html(html), "html.parser").children)


def plain(html: str) -> str:
    """The same as text: a line for each paragraph and each point of a list."""
    return "\n".join(_lines(blocks_of(html)))


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if block["kind"] == "paragraph":
            yield "".join(run["text"] for run in block["runs"])
        else:
            for item in block["items"]:
                yield "- " + "\n  ".join(_lines(item))


def _blocks(nodes: Iterator[PageElement]) -> list[Block]:
    """Text beside paragraphs and lists becomes a paragraph of its own."""
    blocks: list[Block] = []
    loose: list[Run] = []
    for node in nodes:
        if isinstance(node, Tag) and node.name in LISTS:
            blocks += _paragraph(loose)
            loose = []
            items = [_blocks(item.children) for item in node.find_all("li", recursive=False)]
            blocks.append({"kind": LISTS[node.name], "items": items})
        elif isinstance(node, Tag) and node.name in ("p", "div", "h2", "h3", "h4", "blockquote"):
            blocks += _paragraph(loose)
            loose = []
            blocks += _paragraph(list(_runs(node)))
        else:
            loose += _runs(node)
    return blocks + _paragraph(loose)


def _paragraph(runs: list[Run]) -> list[Block]:
    said = any(run["text"].strip() for run in runs)
    return [{"kind": "paragraph", "runs": runs}] if said else []


def _runs(node: PageElement, bold: bool = False, url: str = "") -> Iterator[Run]:
    if isinstance(node, PreformattedString):  # a comment and its like
        return
    if isinstance(node, NavigableString):
        if str(node):
            yield {"text": str(node), "bold": bold, "url": url}
    elif isinstance(node, Tag):
        if node.name == "br":
            yield {"text": "\n", "bold": bold, "url": url}
        bold = bold or node.name in ("b", "strong", "h2", "h3", "h4")
        url = whole(str(node.get("href") or "")) if node.name == "a" else url
        for child in node.children:
            yield from _runs(child, bold, url)


def whole(address: str) -> str:
    """An address with the portal's before it, where it has none of its own; "" for what is no address."""
    if not address or len(address) > LONGEST_ADDRESS:
        return ""
    try:
        return urljoin(settings.WAGTAILADMIN_BASE_URL + "/", address)
    except ValueError:  # "http://[" for example
        return ""
