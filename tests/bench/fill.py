"""Fills a portal as `make run` does, and waits for what its work process would do; needs Django to be set up."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from search import embedding, reindex
from search.models import Embedding, Passage
from search.passages import embedded_text
from search.vector_file import vectors_for
from tests.bench import practice


def fill() -> None:
    """Everything that can be found is found by words and, with the extra `semantic`, by meaning."""
    call_command("migrate", verbosity=0)
    call_command("setup", stdout=sys.stderr)
    call_command("setup_demo", stdout=sys.stderr)
    practice.fill()
    reindex.rebuild_rows()
    if embedding.available():
        _make_vectors()
    call_command("reindex", stdout=sys.stderr)


def _make_vectors() -> None:
    passages = Passage.objects.select_related("document")
    texts = {p.text_hash: embedded_text(p.document.title, p.text, p.heading) for p in passages}
    cache = Path(settings.SEARCH["CACHE_DIR"])
    vectors = vectors_for(texts, cache, lambda done, of: print(f"encoding passages: {done} of {of}", file=sys.stderr))
    Embedding.objects.bulk_create(
        [
            Embedding(text_hash=text_hash, model=embedding.MODEL, vector=vector.astype("<f4").tobytes())
            for text_hash, vector in vectors.items()
        ],
        batch_size=500,
    )
