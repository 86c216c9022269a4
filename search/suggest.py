"""Suggestions while somebody types: topics and titles in which a word begins like the typed text."""

import re

from django.db.models import Q
from django.utils import timezone

from search import registry
from search.models import SearchDocument
from search.params import clean_text
from search.query import Facet

FROM_LETTER = 3
LIMIT = 8


def suggest(typed: str) -> list[dict[str, str]]:
    """At most LIMIT {text, kind, url}; nothing before the third letter. Public documents only."""
    text = clean_text(typed)
    if len(text) < FROM_LETTER:
        return []
    topics = registry.labels[Facet.TOPIC]() if Facet.TOPIC in registry.labels else {}
    beginning = rf"(^|\s){re.escape(text)}"  # an expression, because SQLite's LIKE folds ASCII letters only
    found = [
        {"text": label, "kind": "topic", "url": f"/suche/?topic={slug}"}
        for slug, label in topics.items()
        if re.search(beginning, label, re.IGNORECASE)
    ]
    today = timezone.localdate()
    documents = (
        SearchDocument.objects.filter(alive=True, audience="public", title__iregex=beginning)
        .filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_until=None) | Q(valid_until__gte=today))
        .order_by("kind", "title")[: LIMIT * 2]
    )
    found += [{"text": row.title, "kind": row.kind, "url": row.url} for row in documents]
    return found[:LIMIT]
