"""The vectors of an index in memory: exact search by one product of matrices, for a few ten thousand passages."""

import threading
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search import embedding
from search.models import DatabaseIndex, Embedding, IndexedDocument, Passage

Ids = NDArray[np.int64]

_lock = threading.Lock()


@dataclass(slots=True)
class Vectors:
    """Vectors of the passages of one index, sorted by document: 1.5 kB a passage."""

    index: int = 0
    revision: int = -1
    documents: Ids = field(default_factory=lambda: np.empty(0, np.int64))  # of each row
    matrix: embedding.Vectors = field(default_factory=lambda: np.empty((0, embedding.DIMENSIONS), np.float32))

    def nearness(self, question: embedding.Vectors) -> tuple[Ids, NDArray[np.float64]]:
        """Each document that has vectors, ascending, with the cosine of its best passage."""
        if not len(self.documents):
            return np.empty(0, np.int64), np.empty(0)
        starts = np.flatnonzero(np.diff(self.documents, prepend=-1))
        return self.documents[starts], np.maximum.reduceat(self.matrix @ question, starts).astype(np.float64)


_current = Vectors()


def vectors_of(index: DatabaseIndex) -> Vectors:
    """The vectors as of the index's present revision; reads only what was written since the last question."""
    global _current
    with _lock:
        if (_current.index, _current.revision) != (index.pk, index.revision):
            _current = _caught_up(_current, index) if _continues(_current, index) else _read(index, since=-1)
        return _current


def _continues(held: Vectors, index: DatabaseIndex) -> bool:
    """Whether the index has gone on from what is held. A rolled back or restored database has not."""
    if held.index != index.pk or held.revision > index.revision:
        return False
    return IndexedDocument.objects.filter(index=index, revision=held.revision).exists()


def _caught_up(held: Vectors, index: DatabaseIndex) -> Vectors:
    changed = IndexedDocument.objects.filter(index=index, revision__gt=held.revision)
    gone = np.fromiter(changed.values_list("document_id", flat=True), np.int64)
    kept = ~np.isin(held.documents, gone)
    new = _read(index, since=held.revision)
    documents = np.concatenate([held.documents[kept], new.documents])
    order = np.argsort(documents, kind="stable")
    matrix = np.concatenate([held.matrix[kept], new.matrix])[order]
    return Vectors(index.pk, index.revision, documents[order], matrix)


def _read(index: DatabaseIndex, since: int) -> Vectors:
    """The vectors of the documents written after a revision; passages whose vector is not made yet are left out."""
    alive = IndexedDocument.objects.filter(index=index, alive=True, revision__gt=since)
    passages = Passage.objects.filter(document__in=alive.values("document")).order_by("document", "position")
    pairs = list(passages.values_list("document_id", "text_hash"))
    made = dict(
        Embedding.objects.filter(model=embedding.MODEL, text_hash__in=passages.values("text_hash")).values_list(
            "text_hash", "vector"
        )
    )
    known = [(document, made[text_hash]) for document, text_hash in pairs if text_hash in made]
    documents = np.array([document for document, _ in known], np.int64)
    matrix = np.frombuffer(b"".join(bytes(vector) for _, vector in known), dtype="<f4")
    return Vectors(index.pk, index.revision, documents, matrix.reshape(-1, embedding.DIMENSIONS))
