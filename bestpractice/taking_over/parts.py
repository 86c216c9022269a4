"""From blocks to parts: what stands below one heading, as the rich text that a practice's section takes."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape
from django.utils.text import Truncator
from wagtail.rich_text import get_text_for_indexing

from bestpractice.taking_over.blocks import Block, Document, Run
from bestpractice.taking_over.guess import guess

LONGEST_HEADING = 90  # characters of a bold line that counts as a heading
FEW = 2  # real headings; with fewer the author made headings by bold letters
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[a-zA-Z]\))\s+")  # "3.1 ", "IV. ", "a) "
TITLE_LENGTH = 200
TITLE_WITHIN = 10  # paragraphs; a letterhead may stand above it


@dataclass(slots=True)
class Part:
    """`heading` is empty for what stands before the first one; `html` may be empty; `guess`: a field, or nothing;
    `level`: 0 for what is no heading of the text itself.
    """

    heading: str
    html: str
    guess: str
    level: int = 1

    @property
    def text(self) -> str:
        return get_text_for_indexing(self.html)

    @property
    def extract(self) -> str:
        return Truncator(self.text).chars(160)


@dataclass(slots=True)
class Taken:
    """A text as it is shown before it becomes a draft."""

    title: str
    parts: list[Part]
    pictures: int


def take(document: Document, file_name: str) -> Taken:
    blocks = with_headings(document.blocks)
    title, blocks = _title(document, blocks, file_name)
    return Taken(title[:TITLE_LENGTH], _parts(blocks), document.pictures)


def with_headings(blocks: list[Block]) -> list[Block]:
    """Bold lines become headings where the author knew no other way; labels of tables where they name a section."""
    by_bold = sum(block.kind == "heading" for block in blocks) < FEW
    found = []
    for block in blocks:
        if block.kind == "label":
            known = guess(block.text)
            block = Block("heading", block.runs, level=1) if known else _labelled(block)
        elif by_bold and block.kind in ("text", "item") and _is_bold_line(block):
            block = Block("heading", block.runs, level=1)
        found.append(block)
    return found


def _labelled(block: Block) -> Block:
    return Block("text", [Run(block.text, bold=True)])


def _is_bold_line(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= LONGEST_HEADING
        and text[-1] not in ".,;"
        and all(run.bold for run in block.runs if run.text.strip())
    )


def _title(document: Document, blocks: list[Block], file_name: str) -> tuple[str, list[Block]]:
    """The line in the style of a title; else a first heading that names no section; else what the file says of it."""
    for place, block in enumerate(blocks[:TITLE_WITHIN]):
        if block.kind == "title":
            return block.text, blocks[:place] + blocks[place + 1 :]
    if blocks and blocks[0].kind == "heading" and not guess(blocks[0].text):
        return _plain(blocks[0].text), blocks[1:]
    stem = re.sub(r"[_\s]+", " ", re.sub(r"\.\w+$", "", file_name)).strip()
    return document.title or stem, blocks


def _parts(blocks: list[Block]) -> list[Part]:
    found: list[Part] = []
    above: dict[int, str] = {}  # {level: guess}
    gathered: list[Block] = []

    def close() -> None:
        html = html_of([block for block in gathered if block.kind != "heading"])
        if gathered and gathered[0].kind == "heading":
            heading, level = _plain(gathered[0].text), gathered[0].level
            for deeper in [known for known in above if known >= level]:
                del above[deeper]
            own = guess(heading)
            above[level] = own or next((above[higher] for higher in sorted(above, reverse=True) if above[higher]), "")
            found.append(Part(heading, html, above[level], level))
        elif html:
            found.append(Part("", html, "", 0))

    notes = [block for block in blocks if block.kind == "note"]
    for block in blocks:
        if block.kind == "note":
            continue
        if block.kind == "heading":
            close()
            gathered = []
        gathered.append(block)
    close()
    if notes:
        found.append(Part("", html_of(notes), "", 0))
    return found


def _plain(heading: str) -> str:
    """Without its number and the colon behind it."""
    return NUMBER.sub("", heading).strip().rstrip(":").strip()


def html_of(blocks: list[Block]) -> str:
    """Paragraphs, lists, bold and links: what the sections of a practice take, and nothing else."""
    html = []
    for (listed, ordered), group in groupby(blocks, lambda block: (block.kind == "item", block.ordered)):
        if listed:
            tag = "ol" if ordered else "ul"
            html.append(f"<{tag}>{''.join(f'<li>{_inline(block)}</li>' for block in group)}</{tag}>")
        else:
            html += [f"<p>{_inline(block)}</p>" for block in group]
    return "".join(html)


def _inline(block: Block) -> str:
    runs = [(key, "".join(run.text for run in group)) for key, group in groupby(block.runs, lambda r: (r.bold, r.link))]
    html = ""
    for (bold, link), text in runs:
        piece = "<br/>".join(str(escape(re.sub(r"[ \t\xa0]+", " ", line))) for line in text.split("\n"))
        if text.strip():
            piece = f"<b>{piece}</b>" if bold else piece
            piece = f'<a href="{escape(link)}">{piece}</a>' if link else piece
        html += piece
    return html.strip()


def texts_of(parts: list[Part], fields: list[str]) -> dict[str, str]:
    """{field: rich text}: parts that go into the same section stand below each other, in their order.

    A heading is kept as a bold line unless it is what the section is called anyway.
    """
    texts: dict[str, str] = {}
    for part, field in zip(parts, fields, strict=True):
        if field:
            named = f"<p><b>{escape(part.heading)}</b></p>" if part.heading and guess(part.heading) != field else ""
            texts[field] = texts.get(field, "") + named + part.html
    return texts
