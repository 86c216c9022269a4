"""The text of a PDF of 300 pages and of a long DOCX, as the work process takes it, beside the library alone."""

from collections.abc import Iterator
from functools import partial

import pypdfium2

from core.isolated.asking import ask
from library.extraction import READER, TIME_LIMIT
from library.readers import read
from tests.bench.figures import Figure, Group, in_turn
from tests.library.files import long_word_of_a_guide, printed_pdf

PAGES = 300
ROUNDS = 5
LINES_A_PAGE = 40


def measure() -> Iterator[Figure]:
    """Each step is a whole file; `pages`: how many, so that pages a second can be told."""
    pdf = printed_pdf(PAGES, LINES_A_PAGE)
    word = long_word_of_a_guide(PAGES * LINES_A_PAGE)
    bare = partial(bare_text, pdf)
    for what, step in {
        f"PDF, {PAGES} pages, in its own process": partial(in_own_process, pdf),
        f"PDF, {PAGES} pages, without the process": partial(read, pdf),
        f"DOCX of as many lines ({PAGES} pages printed), in its own process": partial(in_own_process, word),
    }.items():
        own, yardstick = in_turn(bare, [step] * ROUNDS)
        yield Figure.of(Group.EXTRACTION, what, own, beside="pypdfium2 alone, the same PDF", yardstick=yardstick)


def in_own_process(content: bytes) -> None:
    """Raises RuntimeError when nothing came back: a figure of a file that failed would say nothing."""
    answer = ask(READER, content, seconds=TIME_LIMIT)
    if not answer.get("pages"):
        raise RuntimeError(str(answer)[:200])


def bare_text(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
