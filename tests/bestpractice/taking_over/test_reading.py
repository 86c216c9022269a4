"""What the reader finds in texts of offices, and what it says of files that are none."""

import subprocess
from typing import Any

import pytest

from bestpractice.taking_over import reading
from bestpractice.taking_over.guess import guess
from bestpractice.taking_over.parts import Taken, take
from bestpractice.taking_over.reading import NotTakenError, read
from tests.bestpractice.taking_over import files


def taken(content: bytes, name: str = "Sachstand_2025.docx") -> Taken:
    return take(read(content), name)


def by_heading(text: Taken) -> dict[str, str]:
    return {part.heading: part.html for part in text.parts}


def test_a_report_gives_its_title_its_headings_and_its_rich_text() -> None:
    text = taken(files.report())
    parts = by_heading(text)

    assert text.title == "Sprachmittlung im Landkreis"
    assert list(parts) == [
        "", "Ausgangslage", "Zielsetzung", "Umsetzung", "Schulung", "Kosten und Personal", "Stolpersteine", "Sonstiges",
    ]  # fmt: skip
    assert parts["Zielsetzung"] == "<ul><li>Kürzere Wege</li><li>Geschulte Kräfte</li></ul>"
    assert parts["Schulung"] == "<ol><li>Zuerst</li><li>Dann</li></ol>"
    assert parts["Umsetzung"] == (
        "<p>Eine Stelle nimmt <b>alle</b> Anfragen an, siehe "
        '<a href="https://example.org/merkblatt?a=1&amp;b=2">Merkblatt</a></p>'
    )
    assert text.pictures == 1


def test_headings_are_guessed_and_what_stands_below_one_belongs_to_it() -> None:
    assert [(part.heading, part.guess) for part in taken(files.report()).parts] == [
        ("", ""), ("Ausgangslage", "starting_point"), ("Zielsetzung", "goals"), ("Umsetzung", "what_we_did"),
        ("Schulung", "what_we_did"), ("Kosten und Personal", "what_it_took"), ("Stolpersteine", "what_did_not_work"),
        ("Sonstiges", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ausgangssituation und Bedarf", "starting_point"),
        ("Projektziele", "goals"),
        ("Zielgruppe", ""),
        ("Was hat nicht funktioniert?", "what_did_not_work"),
        ("Herausforderungen", "what_did_not_work"),
        ("Lessons Learned", "what_did_not_work"),
        ("Personalkosten", "what_it_took"),
        ("Fördermittel des Landes", "funding"),
        ("Rechtliche Grundlagen", "legal_basis"),
        ("Kooperationspartner", "partners"),
        ("Projektergebnisse", "results"),
        ("Erfolgsfaktoren", "conditions"),
        ("Evaluation", "evaluation"),
        ("Hinweise zur Übertragbarkeit", "transfer_tips"),
        ("Durchführung der Maßnahme", "what_we_did"),
        ("Ansprechpartner", "contact"),
        ("Anlagen", ""),
    ],
)
def test_words_of_german_reports_are_known(heading: str, field: str) -> None:
    assert guess(heading) == field


def test_bold_lines_are_headings_where_the_author_used_no_styles() -> None:
    text = taken(files.with_bold_lines(), "Vermerk_Dolmetschen.docx")

    assert [(part.heading, part.guess) for part in text.parts] == [
        ("Ausgangslage", "starting_point"),
        ("Finanzierung", "funding"),
    ]
    assert "<b>Das ist ein ganzer Satz" in text.parts[1].html
    assert text.title == "Vermerk Dolmetschen"


def test_a_table_of_two_columns_is_read_as_headings_where_they_name_sections() -> None:
    parts = by_heading(taken(files.with_table()))

    assert parts["Ziele"] == "<p>Kürzere Wege</p>"
    assert parts["Träger / Partner"] == "<p>Volkshochschule</p><p><b>Laufende Nummer</b></p><p>17</p>"


def test_a_table_in_a_table_is_read_once() -> None:
    def write(document: Any) -> None:
        outer = document.add_table(rows=1, cols=1)
        outer.rows[0].cells[0].add_table(rows=1, cols=1).rows[0].cells[0].text = "nur einmal"

    assert taken(files.word(write)).parts[0].html == "<p>nur einmal</p>"


def test_styles_with_german_names_and_outline_levels_are_headings_too() -> None:
    def write(document: Any) -> None:
        style = document.styles.add_style("Überschrift 1", 1)
        document.add_paragraph("Anlass", style=style)
        document.add_paragraph("Es fehlte viel.")
        own = document.styles.add_style("Amtsüberschrift", 1)
        outline = files.OxmlElement("w:outlineLvl")
        outline.set(files.qn("w:val"), "0")
        own.element.get_or_add_pPr().append(outline)
        document.add_paragraph("Wirkung", style=own)
        document.add_paragraph("Drei Tage statt 21.")

    assert [part.guess for part in taken(files.word(write)).parts] == ["starting_point", "results"]


def test_deleted_words_markup_and_unsafe_links_stay_outside() -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("5 < 6 & <script>alert(1)</script> ")
        files.link(paragraph, "hier", "javascript:alert(1)")
        files.link(paragraph, " dort", "file://server/geheim.docx")
        deleted = files.OxmlElement("w:del")
        gone = document.add_paragraph("Gestrichen")._p.r_lst[0]
        gone.t_lst[0].tag = files.qn("w:delText")
        deleted.append(gone)
        document.paragraphs[-1]._p.append(deleted)

    assert taken(files.word(write)).parts[0].html == (
        "<p>5 &lt; 6 &amp; &lt;script&gt;alert(1)&lt;/script&gt; hier dort</p>"
    )


def test_an_open_document_gives_the_same() -> None:
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="Title">Lotsen im Kreis</text:p>'
        "<text:table-of-content><text:index-body><text:p>Anlass 1</text:p></text:index-body></text:table-of-content>"
        '<text:h text:outline-level="1">Anlass</text:h>'
        '<text:p>Es <text:span text:style-name="T1">fehlte</text:span><text:s/>viel.<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Stand 2024.</text:p></text:note-body></text:note></text:p>"
        '<text:h text:outline-level="1">Vorgehen</text:h>'
        '<text:list text:style-name="L1"><text:list-item><text:p>erst</text:p></text:list-item>'
        "<text:list-item><text:p>dann</text:p></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>lose</text:p></text:list-item></text:list>'
        '<text:p>Mehr <text:a xlink:href="https://example.org/">dort</text:a>'
        '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'
    )

    text = taken(files.open_text(body, automatic), "lotsen.odt")

    assert text.title == "Lotsen im Kreis"
    assert [(part.heading, part.guess, part.html) for part in text.parts] == [
        ("Anlass", "starting_point", "<p>Es <b>fehlte</b> viel.</p>"),
        (
            "Vorgehen",
            "what_we_did",
            "<ol><li>erst</li><li>dann</li></ol><ul><li>lose</li></ul>"
            '<p>Mehr <a href="https://example.org/">dort</a></p>',
        ),
        ("", "", "<p>Stand 2024.</p>"),
    ]
    assert text.pictures == 1


LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)
BOMB = b"<w:document>" + b" " * 30_000_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"MZ\x90\x00\x03 a program named report.docx", "kein Text im Format"),
        (b"%PDF-1.7", "Das ist ein PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "das alte Format .doc oder ein Kennwort"),
        (b"PK\x03\x04 broken", "beschädigt"),
        (files.report()[:3000], "beschädigt"),
        (files.packed({"word/document.xml": "<w:d"}), "beschädigt"),
        (files.packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aa">]><d>&a;</d>'}), "beschädigt"),
        (files.packed({"word/document.xml": "<a>" * 200_000}), "beschädigt"),
        (files.packed({"word/document.xml": BOMB}), "zu groß"),
        (files.packed({"xl/workbook.xml": "<workbook/>"}), "kein Text im Format"),
        (files.packed({"content.xml": "quark", "META-INF/manifest.xml": LOCKED}), "mit einem Kennwort geschützt"),
        (files.word(lambda document: None), "steht kein Text"),
        (files.open_text("<text:p/>"), "steht kein Text"),
        (files.open_text(f"<text:p>{'lang ' * 70_000}</text:p>"), "zu lang"),
    ],
    ids=["exe", "pdf", "old or locked", "no zip", "cut off", "no xml", "entities", "deep", "bomb", "a sheet",
         "locked odt", "empty docx", "empty odt", "long"],
)  # fmt: skip
def test_a_file_that_gives_no_draft_says_why(content: bytes, message: str) -> None:
    with pytest.raises(NotTakenError, match=message):
        read(content)


def test_a_reader_that_hangs_or_dies_takes_nobody_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TIME_LIMIT", 0.01)
    with pytest.raises(NotTakenError, match="zu lange"):
        read(files.report())

    def dies(command: list[str], **options: Any) -> Any:
        raise subprocess.CalledProcessError(-9, command, stderr=b"Killed")

    monkeypatch.setattr(subprocess, "run", dies)
    with pytest.raises(NotTakenError, match="beschädigt"):
        read(files.report())
