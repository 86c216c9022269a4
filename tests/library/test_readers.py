"""What the reader gets out of each format, and what it refuses."""

import pytest

from library.readers import UnreadableError, limits, read
from tests.library import files


def test_a_pdf_is_read_page_by_page() -> None:
    reading = read(files.pdf("Sprachkurs in Mainz", "Anmeldung bis Mai"))

    assert reading.pages == ["Sprachkurs in Mainz", "Anmeldung bis Mai"]
    assert reading.numbered


def test_a_word_that_the_line_breaks_is_whole_again() -> None:
    narrow = '#set page(width: 5cm, margin: 1cm)\n#set text(lang: "de", hyphenate: true)\n#set par(justify: true)\n'

    text = read(files.pdf(narrow + "Integrationsmanagement, Sprachmittlung, Verwaltungsgemeinschaft")).pages[0]

    assert "Integrationsmanagement" in text.replace("\n", "")
    assert "-" not in text
    assert "\ufffe" not in text


def test_a_word_document_is_one_page_with_all_its_paragraphs() -> None:
    reading = read(files.word("Leitfaden", "Für die Gesprächsrunde"))

    assert reading.pages == ["Leitfaden\nFür die Gesprächsrunde"]
    assert not reading.numbered


def test_deleted_words_and_remarks_are_not_published() -> None:
    body = (
        "<text:tracked-changes><text:p>gelöscht</text:p></text:tracked-changes>"
        "<text:h>Vorlage</text:h><text:p>Ein<text:s/>Brief <office:annotation><dc:creator>Redaktion</dc:creator>"
        "<text:p>Bemerkung</text:p></office:annotation>an <text:span>alle</text:span>.</text:p>"
    )
    revised = (
        f"<w:d {files.W}><w:p><w:r><w:t>bleibt</w:t></w:r><w:del><w:r><w:delText>geht</w:delText></w:r></w:del></w:p>"
        "</w:d>"
    )

    assert read(files.open_document(body)).pages == ["Vorlage\nEin Brief an alle."]
    assert read(files.archive({"word/document.xml": revised})).pages == ["bleibt"]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:t>Kasten</w:t></w:p></w:txbxContent>"
    body = f"<w:p><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback><w:t>Text</w:t></w:p>"

    assert read(files.archive({"word/document.xml": f"<w:d {files.W}>{body}</w:d>"})).pages == ["Kasten\nText"]


def test_slides_come_in_the_order_of_the_show() -> None:
    reading = read(files.slides(["zweite", "erste"], order=[2, 1]))

    assert reading.pages == ["erste", "zweite"]
    assert reading.numbered


def test_a_sheet_gives_its_rows() -> None:
    assert read(files.sheet()).pages == ["Sprachkurs | 12\nKitaplatz | frei"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_plain_text_is_read_in_its_encoding(encoding: str) -> None:
    assert read("Straße;Büro\nKäthe;3".encode(encoding)).pages == ["Straße;Büro\nKäthe;3"]


def test_what_a_database_refuses_is_left_out() -> None:
    assert read("eins\x01 zwei\u00ad drei\x1f".encode()).pages == ["eins zwei drei"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (files.locked_pdf(), "locked"),
        (b"%PDF-1.7 and nothing more", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_or_locked"),
        (b"PK\x03\x04 broken", "broken"),
        (b"\x89PNG\r\n\x1a\n\0\0", "unknown"),
        (files.archive({"mimetype": "image/png"}), "unknown"),
        (files.archive({"word/document.xml": "<w:d"}), "broken"),
        (files.archive({"ppt/presentation.xml": "<p/>"}), "broken"),
        (files.archive({"word/document.xml": b" " * 20_000_000}), "too_big"),
        (
            files.archive({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><d><p><t>&a;&a;</t></p></d>'}),
            "broken",
        ),
    ],
    ids=["locked", "no pdf", "old office", "no zip", "a picture", "another zip", "no xml", "a part missing", "a bomb",
         "entities"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        read(content)


def test_a_very_long_file_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGES", 2)
    monkeypatch.setattr(limits, "MAX_PAGE_CHARS", 4)

    assert read(files.pdf("lang genug", "zweite", "dritte")).pages == ["lang", "zwei"]


def test_an_authoritys_document_is_read_with_its_margins_notes_and_boxes() -> None:
    text = read(files.authority_word()).pages[0].splitlines()

    assert text == [
        "Dienstanweisung Sprachmittlung", "Anlass", "Honorar", "Es gilt Eingefügtes", "Merkkasten",
        "Siehe Erlass vom Mai", "Kreisverwaltung Beispielkreis, Fachbereich Soziales", "Aktenzeichen 51-2026",
    ]  # fmt: skip


def test_of_a_very_long_pdf_the_first_pages_are_read_and_all_counted() -> None:
    reading = read(files.long_pdf(600))

    assert reading.page_count == 600
    assert len(reading.pages) == 500
    assert reading.pages[499] == "Fundstelle500"


def test_what_keeps_a_screen_reader_out_is_named() -> None:
    told = '#set document(title: "Leitfaden")\n#set text(lang: "de")\nText'

    assert read(files.pdf(told)).barriers == ()
    assert read(files.pdf(told).replace(b"/MarkInfo", b"/MarkLnfo")).barriers == ("untagged",)
    assert "no_text" in read(files.scanned_pdf()).barriers
    assert read(files.long_word_without_headings()).barriers == ("no_headings",)
    assert read(files.authority_word()).barriers == ()
