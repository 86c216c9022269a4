"""Questions of any shape are answered, and every engine cuts their terms alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis import analyse_document, analyse_question
from search.query import Facet
from tests.contract.conftest import Portal
from tests.contract.documents import draft

pytestmark = pytest.mark.every_database

NASTY = [
    "\0",
    "a\0b",
    "\ud800",
    "'; DROP TABLE search_posting; --",
    '"unbalanced',
    "(((",
    "AND OR NOT NEAR/3",
    "title:* ^2 ~ ?",
    "{!func}",
    "%s %(x)s {}",
    "*",
    "\u202eabc\u202c",
    "\u200b\u200d\ufeff",
    "ß" * 5000,
    "wort " * 3000,
    "🙂🙃",
    "½ ² ﬁ",
    "İstanbul",
    "\x1b[31m\r\n\t",
    "<script>alert(1)</script>",
]
BYTES = st.binary(max_size=60).map(lambda given: given.decode("latin-1"))
ANYTHING = st.one_of(st.sampled_from(NASTY), st.text(max_size=80), BYTES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING, value=ANYTHING)
def test_any_question_and_any_filter_is_answered(portal: Portal, text: str, value: str) -> None:
    portal.search(text, semantic=True)
    portal.search(text, filters={Facet.TAG: frozenset([value])})


@pytest.mark.parametrize(
    "text", ["Mietvertrag", "Café", "Übergröße", "İstanbul", "naïve", "½", "x²", "لُغة", "ｆｕｌｌ", "Стрий"]
)
def test_every_engine_finds_a_term_as_the_analysis_cuts_it(portal: Portal, text: str) -> None:
    portal.publish(draft(f"Alpha {text} Omega"))
    assert portal.titles(text) == [f"Alpha {text} Omega"]


@pytest.mark.django_db
@settings(max_examples=200, deadline=None)
@given(text=ANYTHING)
def test_a_term_is_letters_and_digits_only_in_lower_case_and_not_too_long(text: str) -> None:
    fields = analyse_document(draft("Titel " + text, text))
    for term in [*(term for terms in fields.values() for term in terms), *analyse_question(text).terms]:
        assert term.isalnum()
        assert len(term) <= 100
        assert term == term.lower()
        assert term.split() == [term]
