"""A document to the terms under which it is found, field by field."""

from collections.abc import Iterable

from search.analysis.german import part_terms, term
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import words
from search.registry import Draft

# title and names keep their stop words, so that "Wir für uns" is found by its name; title_parts and parts are what
# compounds are made of. body also holds the topics' own words.
FIELDS = ("title", "names", "title_parts", "body", "parts")


def topic_word(slug: str) -> str:
    """One word that nobody writes, for a topic: it stands in whatever carries the topic, and among its synonyms.

    So a topic's words, new ones and translations too, find what carries it, and nothing is analysed anew for them. The
    digit keeps it out of what typed words are corrected to.
    """
    return f"thema0{''.join(filter(str.isalnum, slug))}"


def analyse_document(draft: Draft) -> dict[str, list[str]]:
    """{field of FIELDS: [terms in order]}; about 1 ms for 1,000 words that were met before."""
    title = words(draft.title)
    names = [word for name in draft.names for word in words(name)]
    topics = [topic_word(slug) for slug in draft.topics]
    texts = [draft.summary, *(text for part in draft.body for text in (part.heading, part.text))]
    body = [word for text in texts for word in words(text) if word.lower() not in STOP_WORDS]
    return {
        "title": _terms(title),
        "names": _terms(names),
        "title_parts": _parts(title + names),
        "body": _terms(body + topics),
        "parts": _parts(body),
    }


def _terms(found: Iterable[str]) -> list[str]:
    return [term(word) for word in found if term(word)]


def _parts(found: Iterable[str]) -> list[str]:
    return [part for word in found for part in part_terms(word)]
