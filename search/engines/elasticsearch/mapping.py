"""What an index looks like: its fields, how their text is cut, its settings; nothing an Elasticsearch 8 may lack."""

import hashlib
import json
from typing import Any

from search.analysis import FIELDS
from search.embedding import DIMENSIONS

MAX_FACET_VALUES = 500

LENGTH_MATTERS = ("title", "body")  # a further name or a compound's parts make a text no less about its subject

_terms = {
    # The terms come analysed and are cut at white space; where they stand does not matter, how often does.
    field: {"type": "text", "analyzer": "whitespace", "index_options": "freqs", "norms": field in LENGTH_MATTERS}
    for field in FIELDS
}
_keyword = {"type": "keyword"}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "document": {"type": "long"},  # id of the row, from which hits are shown
        "alive": {"type": "boolean"},
        "kind": _keyword,
        "audience": _keyword,
        "district": _keyword,
        "everywhere": {"type": "boolean"},  # no district: found in every one
        "topic": _keyword,
        "target_group": _keyword,
        "language": _keyword,
        "recommended": _keyword,
        "free": _keyword,
        "accessible": _keyword,
        "tag": _keyword,
        "point": {"type": "geo_point"},
        "title_key": _keyword,  # orders titles alike on every engine
        "date": {"type": "date", "format": "strict_date"},
        "valid_from": {"type": "date", "format": "strict_date"},
        "valid_until": {"type": "date", "format": "strict_date"},
        "terms": {"properties": _terms},
        "passages": {
            "type": "nested",
            "properties": {
                "vector": {
                    "type": "dense_vector",
                    "dims": DIMENSIONS,
                    "similarity": "dot_product",  # the vectors are normalised
                    "index_options": {"type": "int8_flat"},  # exact up to rounding, and fast enough to 100,000
                }
            },
        },
    },
}


# Part of the aliases' names: an index with another mapping is not known any more, and one with this is built.
FINGERPRINT = hashlib.sha256(json.dumps(MAPPINGS, sort_keys=True).encode()).hexdigest()[:8]


def settings(replicas: int) -> dict[str, Any]:
    """One shard: 20,000 documents need no more, and the scores of one shard are comparable."""
    return {"number_of_shards": 1, "number_of_replicas": replicas, "refresh_interval": "1s"}
