"""Reads a PDF, page by page."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from core.isolated.archive import UnreadableError
from library.readers.limits import Reading, limited

STRUCTURE_WITHIN = 5  # pages; a cover may well be one picture
EMPTY_UTF16 = 2  # bytes: only the end of the text


def read_pdf(content: bytes) -> Reading:
    """Raises UnreadableError."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("locked" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken") from error
    read = limited(_pages(document), numbered=True)
    return replace(read, page_count=len(document), barriers=tuple(_barriers(document, read.pages)))


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(len(document)):
        try:
            page = document[number]
            yield page.get_textpage().get_text_bounded()
            page.close()  # else 2,000 pages stand in memory at once
        except pypdfium2.PdfiumError:  # one broken page must not cost the others
            yield ""


def _barriers(document: pypdfium2.PdfDocument, pages: list[str]) -> Iterator[str]:
    """What PDF/UA asks for first: text, its structure, its language, a title."""
    if not any(pages):
        yield "no_text"
    elif not raw.FPDFCatalog_IsTagged(document) or not _has_structure(document):
        yield "untagged"
    if raw.FPDFCatalog_GetLanguage(document, None, 0) <= EMPTY_UTF16:
        yield "no_language"
    if not document.get_metadata_value("Title").strip():
        yield "no_title"


def _has_structure(document: pypdfium2.PdfDocument) -> bool:
    """Whether any of the first pages has tags: some programs say so of a file that has none."""
    for number in range(min(len(document), STRUCTURE_WITHIN)):
        tree = raw.FPDF_StructTree_GetForPage(document[number])
        if not tree:
            continue
        children = raw.FPDF_StructTree_CountChildren(tree)
        raw.FPDF_StructTree_Close(tree)
        if children > 0:
            return True
    return False
