"""A row as an index holds it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from search import embedding
from search.analysis import FIELDS
from search.analysis.words import fold, words
from search.engines.elasticsearch.indices import rows_alias
from search.models import Embedding, Passage, SearchDocument
from search.query import Facet

MOST_VECTORS = 2000  # of one document, a book of 400 pages; Elasticsearch refuses a document with more than 10,000

LONGEST_TITLE_KEY = 100  # characters by which titles are put in order


def actions(index: str, rows: Sequence[SearchDocument]) -> list[dict[str, Any]]:
    """Bulk actions that write rows under their own version, so that a late writer never wins.

    A tombstone is written too, as an empty document: Elasticsearch forgets the version of a deleted one after a minute.
    """
    vectors = _vectors([row.pk for row in rows if row.alive])
    return [
        {
            "_op_type": "index",
            "_index": rows_alias(index),
            "_id": row.key,
            "version": row.version,
            "version_type": "external",
            "_source": _document(row, vectors.get(row.pk, [])) if row.alive else {"document": row.pk, "alive": False},
        }
        for row in rows
    ]


def _document(row: SearchDocument, vectors: list[list[float]]) -> dict[str, Any]:
    facets: dict[str, list[str]] = row.facets
    return {
        "document": row.pk,
        "alive": True,
        "kind": row.kind,
        "audience": row.audience,
        "district": facets.get(Facet.DISTRICT, []),
        "everywhere": not facets.get(Facet.DISTRICT),
        "topic": facets.get(Facet.TOPIC, []),
        "target_group": facets.get(Facet.TARGET_GROUP, []),
        "language": facets.get(Facet.LANGUAGE, []),
        "recommended": facets.get(Facet.RECOMMENDED, []),
        "free": facets.get(Facet.FREE, []),
        "accessible": facets.get(Facet.ACCESSIBLE, []),
        "tag": facets.get(Facet.TAG, []),
        "point": [{"lat": latitude, "lon": longitude} for latitude, longitude in row.points],
        "title_key": "".join(map(fold, words(row.title)))[:LONGEST_TITLE_KEY],
        "date": row.date.isoformat() if row.date else None,
        # Without a limit: the first and the last day there are, so that a question need not ask whether there is one.
        "valid_from": (row.valid_from or dt.date.min).isoformat(),
        "valid_until": (row.valid_until or dt.date.max).isoformat(),
        "terms": {field: " ".join(row.terms.get(field, [])) for field in FIELDS},
        "passages": [{"vector": vector} for vector in vectors],
    }


def _vectors(documents: list[int]) -> dict[int, list[list[float]]]:
    """{document id: its passages' vectors}, as far as they are made."""
    passages = Passage.objects.filter(document__in=documents, position__lt=MOST_VECTORS)
    hashes = list(passages.order_by("document", "position").values_list("document", "text_hash"))
    made = {
        text_hash: np.frombuffer(vector, dtype="<f4").tolist()
        for text_hash, vector in Embedding.objects.filter(
            model=embedding.MODEL, text_hash__in=passages.values("text_hash")
        ).values_list("text_hash", "vector")
    }
    found: dict[int, list[list[float]]] = {}
    for document, text_hash in hashes:
        if text_hash in made:
            found.setdefault(document, []).append(made[text_hash])
    return found
