"""Suggestions while somebody types: topics, places and titles with a word that begins so, slips forgiven."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from search import registry
from search.analysis.words import words
from search.meant import words_in_use
from search.models import SearchDocument
from search.params import clean_text
from search.query import Facet

FROM_LETTER = 3
LIMIT = 8
TITLES = 100  # rows looked at: what several districts offer under one title is suggested once
FORGIVEN = 3  # readings of a mistyped text that are tried
Suggestion = dict[str, str]


def suggest(typed: str) -> list[Suggestion]:
    """At most LIMIT {text, kind, label, url}; nothing before the third letter. Public documents only.

    What begins as typed comes first; what begins so if a slip is forgiven fills the rest.
    """
    text = clean_text(typed)
    if len(text) < FROM_LETTER:
        return []
    found: dict[str, Suggestion] = {}
    for reading in (text, *_readings(text)):
        for suggestion in _beginning(reading):
            found.setdefault(suggestion["text"] + suggestion["url"], suggestion)
        if len(found) >= LIMIT:
            break
    return list(found.values())[:LIMIT]


def _readings(text: str) -> Iterator[str]:
    """What may have been meant, the likeliest first: the last word is still being typed, those before are whole."""
    *whole, last = words(text) or [text]
    speller = words_in_use().speller
    begun = [correction.word for correction in speller.corrections(last, FORGIVEN, beginning=True)]
    before = [next((c.word for c in speller.corrections(word)), word) for word in whole]
    for end in begun or [last]:
        yield " ".join((*before, end))


def _beginning(text: str) -> list[Suggestion]:
    beginning = rf"(^|\W){re.escape(text)}"  # an expression, because SQLite's LIKE folds ASCII letters only
    places = [
        _suggestion(place, "place", _("Ort"), url) for find in registry.place_finders for place, url in find(text)
    ]
    return [*_topics(beginning), *places, *_titles(beginning)]


def _topics(beginning: str) -> Iterator[Suggestion]:
    topics = registry.labels[Facet.TOPIC]() if Facet.TOPIC in registry.labels else {}
    for slug, label in topics.items():
        if re.search(beginning, label, re.IGNORECASE):
            yield _suggestion(label, "topic", _("Thema"), f"/suche/?topic={slug}")


def _titles(beginning: str) -> Iterator[Suggestion]:
    today = timezone.localdate()
    documents: Iterable[SearchDocument] = (
        SearchDocument.objects.filter(alive=True, audience="public", title__iregex=beginning)
        .filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today))
        .only("title", "kind", "url")
        .order_by("title")[:TITLES]
    )
    same: dict[tuple[str, str], list[str]] = {}
    for row in documents:
        same.setdefault((row.kind, row.title), []).append(row.url)
    for (kind, title), urls in sorted(same.items(), key=lambda item: (_order(item[0][0]), item[0][1])):
        label = str(registry.kinds[kind].label) if kind in registry.kinds else kind
        everywhere = f"/suche/?{urlencode({'q': title, 'kind': kind})}"  # what many have is one suggestion
        yield _suggestion(title, kind, label, urls[0] if len(urls) == 1 else everywhere)


def _order(kind: str) -> int:
    return registry.kinds[kind].order if kind in registry.kinds else 1_000


def _suggestion(text: str, kind: str, label: str, url: str) -> Suggestion:
    return {"text": text, "kind": kind, "label": label, "url": url}
