"""From open marks to rows: reads the live thing again, analyses it, and writes its SearchDocument and passages."""

import datetime as dt
import logging

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from core.visibility import is_public
from search import marks, registry
from search.analysis import analyse_document
from search.geo import rounded
from search.models import Mark, Passage, SearchDocument
from search.passages import Cut, clean, cut_passages
from search.query import YES, Facet
from search.registry import Draft, Source

logger = logging.getLogger(__name__)

LONGEST_PAUSE = dt.timedelta(hours=1)
BODY_AT_ONCE = 20_000  # characters that are analysed while a request waits (about 50 ms); longer texts come after it


def open_marks() -> QuerySet[Mark]:
    """What is to be built now, oldest first."""
    due = Q(retry_at=None) | Q(retry_at__lte=timezone.now())
    return Mark.objects.filter(due, version__gt=F("built_version")).order_by("retry_at", "id")


def build_marks(waiting: list[Mark], *, longest_body: int | None = None) -> list[str]:
    """Builds the rows of these marks and returns their keys; one that fails is put off, the others go on.

    Several processes may build the same mark: the row takes the newer version, whoever comes last. `longest_body`
    leaves things with more text than that (characters) for the work process.
    """
    keys = []
    for mark in waiting:
        try:
            if _build(mark, longest_body):
                keys.append(mark.key)
        except Exception as error:  # a source's mistake must not stop the others: it is kept on the mark
            logger.exception("%s could not be built", mark.key)
            _put_off(mark, error)
    return keys


def _build(mark: Mark, longest_body: int | None) -> bool:
    """False when the thing is left to the work process."""
    if mark.key == marks.EVERYTHING or mark.key.startswith(marks.SUBTREE):
        _expand(mark)
        return True
    kind, draft = read_live(mark.key)
    if draft is None:
        _write_tombstone(mark)
        return True
    if longest_body is not None and sum(len(part.text) for part in draft.body) > longest_body:
        return False
    # Outside the transaction: analysing takes long, and SQLite has one writer.
    terms = analyse_document(draft)
    _write_row(mark, kind, draft, terms, cut_passages(draft))
    return True


def read_live(key: str) -> tuple[str, Draft | None]:
    """The kind and the draft of a key's thing as the database has it now; a draft of None: nobody may find it."""
    label, pk = key.rsplit(":", 1)
    try:
        model = apps.get_model(label)
    except LookupError:  # its app has been taken out
        return "", None
    source = _source_of_page(int(pk)) if issubclass(model, Page) else registry.sources.get(model)
    return (source.kind, source.draft(int(pk))) if source else ("", None)


def _source_of_page(pk: int) -> Source | None:
    """The source of a page that the public may see.

    Asked here for all page types at once: what is members' business says so by its audience, not by a restriction.
    """
    page = Page.objects.filter(pk=pk).first()
    if page is None or page.specific_class is None or not is_public(page):
        return None
    return registry.sources.get(page.specific_class)


def _expand(mark: Mark) -> None:
    """Turns a mark on many things into one on each; in one transaction, so that none is forgotten."""
    keys = everything() if mark.key == marks.EVERYTHING else _subtree(int(mark.key.removeprefix(marks.SUBTREE)))
    with transaction.atomic():
        marks.raise_versions(sorted(keys))
        _close(mark)


def everything() -> set[str]:
    """The keys of all that might be found and of all that is found now."""
    keys = {registry.key_of(model, pk) for model, source in registry.sources.items() for pk in source.all_pks()}
    return keys | set(SearchDocument.objects.filter(alive=True).values_list("key", flat=True))


def _subtree(page_pk: int) -> set[str]:
    top = Page.objects.filter(pk=page_pk).first()
    below = top.get_descendants(inclusive=True).values_list("pk", flat=True) if top else ()
    return {registry.key_of(Page, pk) for pk in below}


def _write_row(mark: Mark, kind: str, draft: Draft, terms: dict[str, list[str]], cuts: list[Cut]) -> None:
    fields = {
        "alive": True,
        "kind": kind,
        "audience": draft.audience,
        "url": draft.url,
        "title": clean(draft.title)[:500],
        "summary": clean(draft.summary),
        "owner": clean(draft.owner)[:255],
        "facets": {
            Facet.DISTRICT: sorted(draft.districts),
            Facet.TOPIC: sorted(draft.topics),
            Facet.TARGET_GROUP: sorted(draft.target_groups),
            Facet.LANGUAGE: sorted(draft.languages),
            Facet.RECOMMENDED: [YES] if draft.recommended else [],
            Facet.FREE: [YES] if draft.free else [],
            Facet.ACCESSIBLE: [YES] if draft.accessible else [],
            Facet.TAG: sorted(draft.tags),
        },
        "points": sorted({rounded(point) for point in draft.points}),
        "date": draft.date,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "facts": draft.facts,
        "digest": draft.digest(),
        "terms": terms,
    }
    with transaction.atomic():
        document = _newer(mark, fields)
        if document:
            document.passages.all().delete()
            Passage.objects.bulk_create(
                Passage(
                    document=document,
                    position=position,
                    text=cut.text,
                    heading=cut.heading,
                    page=cut.page,
                    text_hash=cut.text_hash,
                )
                for position, cut in enumerate(cuts)
            )


def _write_tombstone(mark: Mark) -> None:
    """A thing that is not found any more leaves its key and its version; what never was found leaves nothing."""
    with transaction.atomic():
        if not SearchDocument.objects.filter(key=mark.key).exists():
            _close(mark)
            return
        texts = dict.fromkeys(("url", "title", "summary", "owner", "digest"), "")
        gone: dict[str, object] = {"alive": False, **texts, "facets": {}, "points": [], "facts": {}, "terms": {}}
        document = _newer(mark, gone)
        if document:
            document.passages.all().delete()


def _newer(mark: Mark, fields: dict[str, object]) -> SearchDocument | None:
    """Writes the row unless it already is as new as the mark; the mark's row lock keeps writers of one key apart."""
    locked = Mark.objects.select_for_update().get(pk=mark.pk)
    if locked.built_version >= mark.version:
        return None
    _close(mark)
    document = SearchDocument.objects.filter(key=mark.key).first() or SearchDocument(key=mark.key)
    document.version = mark.version
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    # An index that refused the former version is asked at once whether it takes this one.
    document.progress.exclude(retry_at=None).update(attempts=0, retry_at=None)
    return document


def _close(mark: Mark) -> None:
    """Says that a version is built, unless a newer one already is; a version raised meanwhile stays open."""
    Mark.objects.filter(pk=mark.pk, built_version__lt=mark.version).update(
        built_version=mark.version, attempts=0, retry_at=None, error=""
    )


def _put_off(mark: Mark, error: Exception) -> None:
    """Tries again after 1, 2, 4 … seconds, at most an hour; a change of the thing makes it due at once."""
    pause = min(dt.timedelta(seconds=2 ** min(mark.attempts, 12)), LONGEST_PAUSE)
    Mark.objects.filter(pk=mark.pk, version=mark.version).update(
        attempts=F("attempts") + 1, retry_at=timezone.now() + pause, error=f"{type(error).__name__}: {error}"[:2000]
    )
