"""Rows as the builder writes them, from a draft and without a page or a model behind it."""

from dataclasses import replace

from search import embedding
from search.analysis import analyse_document
from search.models import Embedding, Passage, SearchDocument
from search.passages import clean, cut_passages, embedded_text
from search.query import YES, Facet
from search.registry import Draft, TextPart

MAINZ, TRIER, WORMS = "07315", "07211", "07319"

EMPTY = Draft(url="/x/", title="")


def draft(title: str, text: str = "", **fields: object) -> Draft:
    return replace(EMPTY, title=title, body=(TextPart(text),) if text else (), **fields)  # type: ignore[arg-type]  # fields of any kind


def row(key: str, made: Draft, *, kind: str = "offer", version: int | None = None) -> SearchDocument:
    """A new or changed document with its passages, one version up unless a version is given."""
    document = SearchDocument.objects.filter(key=key).first() or SearchDocument(key=key, version=0)
    document.version = version or document.version + 1
    document.alive = True
    document.kind = kind
    document.audience = made.audience
    document.url = made.url
    document.title = clean(made.title)
    document.summary = clean(made.summary)
    document.facets = {
        Facet.DISTRICT: list(made.districts),
        Facet.TOPIC: list(made.topics),
        Facet.TARGET_GROUP: list(made.target_groups),
        Facet.LANGUAGE: list(made.languages),
        Facet.RECOMMENDED: [YES] if made.recommended else [],
        Facet.FREE: [YES] if made.free else [],
        Facet.ACCESSIBLE: [YES] if made.accessible else [],
        Facet.TAG: list(made.tags),
    }
    document.points = list(made.points)
    document.date, document.valid_from, document.valid_until = made.date, made.valid_from, made.valid_until
    document.terms = analyse_document(made)
    document.save()
    document.passages.all().delete()
    Passage.objects.bulk_create(
        Passage(document=document, position=position, text=cut.text, page=cut.page, text_hash=cut.text_hash)
        for position, cut in enumerate(cut_passages(made))
    )
    return document


def tombstone(key: str) -> SearchDocument:
    """The row of a thing that is gone."""
    document = SearchDocument.objects.get(key=key)
    document.version += 1
    document.alive = False
    document.title, document.facets, document.points, document.terms = "", {}, [], {}
    document.save()
    document.passages.all().delete()
    return document


def embed(*documents: SearchDocument) -> None:
    """What the work process does later: vectors of all their passages."""
    for document in documents:
        for passage in document.passages.all():
            vector = embedding.embed_passages([embedded_text(document.title, passage.text, passage.heading)])[0]
            Embedding.objects.get_or_create(
                text_hash=passage.text_hash, model=embedding.MODEL, defaults={"vector": vector.tobytes()}
            )
