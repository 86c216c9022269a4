"""What the work process does for the search, and the same for one change at once."""

import logging

from django.db.models import Exists, OuterRef, QuerySet

from search import deliver, embedding, marks, service
from search.build import BODY_AT_ONCE, build_marks, open_marks
from search.engines.base import EngineUnavailable
from search.models import Embedding, IndexProgress, Passage, SearchDocument
from search.passages import embedded_text

logger = logging.getLogger(__name__)

MARKS_AT_ONCE = 50
PASSAGES_AT_ONCE = 16  # about three seconds of one core, during which other jobs wait


def build_and_deliver_now(keys: list[str]) -> None:
    """What a request does after its commit, so that its change is found within a moment; the rest is left."""
    built = build_marks(list(open_marks().filter(key__in=keys)), longest_body=BODY_AT_ONCE)
    if built:
        for engine in service.engines():
            deliver.deliver(engine, service.breaker(engine.name, "write"), built)


def build_waiting() -> int:
    """Builds some open marks; returns how many were built or, being many things, resolved."""
    return len(build_marks(list(open_marks()[:MARKS_AT_ONCE])))


def deliver_waiting() -> int:
    """Gives every index what it lacks; returns how many rows were taken."""
    return sum(deliver.deliver(engine, service.breaker(engine.name, "write")) for engine in service.engines())


def embed_waiting() -> int:
    """Makes vectors of some passages; a document that has all of them is marked, so that its indices get them."""
    if not embedding.available():
        return 0
    lacking = list(_without_vector().select_related("document").order_by("id")[:PASSAGES_AT_ONCE])
    if not lacking:
        return 0
    texts = {p.text_hash: embedded_text(p.document.title, p.text, p.heading) for p in lacking}
    vectors = embedding.embed_passages(list(texts.values()))
    Embedding.objects.bulk_create(
        [
            Embedding(text_hash=text_hash, model=embedding.MODEL, vector=vector.astype("<f4").tobytes())
            for text_hash, vector in zip(texts, vectors, strict=True)
        ],
        ignore_conflicts=True,
    )
    touched = SearchDocument.objects.filter(passages__text_hash__in=texts, alive=True)
    complete = touched.exclude(Exists(_without_vector().filter(document=OuterRef("pk"))))
    marks.mark(complete.values_list("key", flat=True).distinct())
    return len(lacking)


def forget_unused() -> None:
    """Drops vectors of texts that nobody has any more, and the progress of indices that are gone.

    While an engine is away nobody knows which indices it has: their progress is kept until another day.
    """
    Embedding.objects.exclude(Exists(Passage.objects.filter(text_hash=OuterRef("text_hash")))).delete()
    Embedding.objects.exclude(model=embedding.MODEL).delete()
    try:
        indices = [index for engine in service.engines() for index in engine.targets()]
    except EngineUnavailable as error:
        logger.warning("the progress of dropped indices is kept: %s", error)
        return
    IndexProgress.objects.exclude(index__in=indices).delete()


def _without_vector() -> QuerySet[Passage]:
    made = Embedding.objects.filter(text_hash=OuterRef("text_hash"), model=embedding.MODEL)
    return Passage.objects.exclude(Exists(made))
