"""What a reader gives back, and within which limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_PAGES = 500
MAX_PAGE_CHARS = 200_000
MAX_CHARS = 2_000_000  # of the whole file, about 700 printed pages
# No letters: what databases refuse (NUL, lone surrogates), other control characters, and the soft hyphen.
NOT_TEXT = re.compile("[\x00\x01\x03-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufeff\uffff\u00ad]")
HYPHEN_AT_LINE_END = re.compile("(\\w)[\x02\ufffe]\\s*(?=\\w)")  # how PDFium writes it


@dataclass(frozen=True, slots=True)
class Reading:
    """One text a page. `numbered`: readers can turn to page n of the original; `page_count`: also of those not read;
    `barriers`: what keeps a screen reader out, by the names of library.models.text.BARRIERS.
    """

    pages: list[str]
    numbered: bool = False
    page_count: int | None = None
    barriers: tuple[str, ...] = ()


def limited(pages: Iterator[str], *, numbered: bool = False) -> Reading:
    """The pages as far as the limits reach, without what is no letter."""
    kept: list[str] = []
    left = MAX_CHARS
    for page in pages:
        text = HYPHEN_AT_LINE_END.sub(r"\1", page)
        text = NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\x02", "").replace("\ufffe", ""))
        kept.append(text[: min(MAX_PAGE_CHARS, left)].strip())
        left -= len(kept[-1])
        if left <= 0 or len(kept) == MAX_PAGES:
            break
    return Reading(kept, numbered)
