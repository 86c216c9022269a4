"""What a text consists of, whatever program wrote it: headings, paragraphs, items of lists. Knows nothing of Django."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from core.isolated.archive import UnreadableError

Kind = Literal["title", "heading", "text", "item", "label", "note"]

MAX_BLOCKS = 5_000
MAX_CHARS = 300_000  # about 100 printed pages; a practice has two
LONGEST_LABEL = 90  # characters


@dataclass(slots=True)
class Run:
    """A piece of a paragraph that looks alike. `link`: where it leads, or nothing."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(slots=True)
class Block:
    """A paragraph. `level` counts for headings (1 is the highest); `label`: what stands left in a table of two columns;
    `note`: a footnote.
    """

    kind: Kind
    runs: list[Run]
    level: int = 0
    ordered: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())


@dataclass(slots=True)
class Document:
    """`pictures`: how many there are; they are not taken over. `title`: from the file's own properties."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    pictures: int = 0


def kept(blocks: Iterable[Block]) -> list[Block]:
    """Those with text. Raises UnreadableError when it is more than anybody would read."""
    found: list[Block] = []
    left = MAX_CHARS
    for block in blocks:
        if not block.text:
            continue
        found.append(block)
        left -= len(block.text)
        if left < 0 or len(found) > MAX_BLOCKS:
            raise UnreadableError("too_long")
    return found


def row_of(cells: list[list[Block]]) -> Iterator[Block]:
    """A row of a table. Of two cells the left one names what stands at the right; more become one line."""
    cells = [filled for cell in cells if (filled := [block for block in cell if block.text])]
    if len(cells) == 2 and len(cells[0]) == 1 and len(cells[0][0].text) <= LONGEST_LABEL:
        yield Block("label", cells[0][0].runs)
        yield from cells[1]
    elif len(cells) < 2:
        yield from (block for cell in cells for block in cell)
    else:
        yield Block("text", [Run(" | ".join(" ".join(block.text for block in cell) for cell in cells))])
