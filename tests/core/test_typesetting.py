"""Whatever people wrote can be set, as often and as many at once as readers ask."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from core.typesetting import STAND_IN, typeset

TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(font: ("Fira Sans", "Libertinus Serif"), lang: "de")
= #d.title
#for line in d.lines { block(line) }
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("typst") / "plain.typ"
    path.write_text(TEMPLATE)
    return path


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@given(text=st.text(max_size=60))
@example(text='#import "/etc/passwd" $x^2$ *fett* _kursiv_ `code` <label> @quelle \\ // /* */ #{')
@example(text="😀 中文 العربية 👨‍👩‍👧 e\u20e3 \ue000 \0 \x01 \u202e")
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_no_text_can_break_the_setting(template: Path, text: str) -> None:
    made = pypdfium2.PdfDocument(typeset(template, {"title": f"Titel {text}", "lines": [text, "Ende"]}))
    assert raw.FPDFCatalog_IsTagged(made.raw)
    assert "Ende" in made[len(made) - 1].get_textpage().get_text_range()


def test_markup_in_a_text_stands_there_as_it_was_written(template: Path) -> None:
    written = "#let x = 1; $a$ *fett* _kursiv_ <marke> @quelle \\ `roh`"
    assert written in text_of(typeset(template, {"title": "Titel", "lines": [written]}))


def test_a_sign_that_no_typeface_has_becomes_a_box_and_the_words_around_it_stay(template: Path) -> None:
    text = text_of(typeset(template, {"title": "Titel", "lines": ["Vorher 😀 nachher", "Привіт ½ → ✓"]}))
    assert f"Vorher {STAND_IN} nachher" in text
    assert "Привіт ½ → ✓" in text


def test_many_readers_get_each_their_own(template: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(
            threads.map(lambda n: typeset(template, {"title": f"Blatt {n}", "lines": [f"Zeile {n}."]}), range(24))
        )
    assert all(f"Zeile {number}." in text_of(content) for number, content in enumerate(made))
