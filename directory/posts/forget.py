"""Takes a name out of all that a district keeps, what was logged and what was told; the search follows by marks."""

import json
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.admin.models import FormState
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry, Revision

from accounts.models import Notice
from core.models import OutgoingMail
from directory.models import Post
from directory.posts.naming import Rewrite, rewrite_all, rewriter, surname_of
from directory.posts.texts import text_fields, things_of

LOGS: tuple[type[Model], ...] = (PageLogEntry, ModelLogEntry)
TOLD: dict[type[Model], tuple[str, ...]] = {Notice: ("text", "detail"), OutgoingMail: ("subject", "body")}
JSON_FIELDS = ("data", "content")


def forget_name(name: str, post: Post) -> int:
    """Puts the function in place of the name, in the caller's transaction; returns how many rows were changed.

    In other districts' texts nothing is changed: there the same name may be another person's.
    """
    rewrite = rewriter(name, _("Integrationsmanagement"), post.mailbox)
    things = list(things_of(post.district))
    changed = sum(_rewrite_thing(thing, rewrite) for thing in things)
    changed += _rewrite_revisions(things, rewrite)
    pages = [thing.pk for thing in things if isinstance(thing, Page)]
    changed += _rewrite_rows(Comment.objects.filter(page__in=pages), ("text",), rewrite)
    changed += _rewrite_rows(CommentReply.objects.filter(comment__page__in=pages), ("text",), rewrite)
    for log in LOGS:
        changed += _rewrite_rows(_mentioning(log, ("label", "data"), name), ("label", "data"), rewrite)
    for model, fields in TOLD.items():
        changed += _rewrite_rows(_mentioning(model, fields, name), fields, rewrite)
    _forget_open_forms(pages)
    return changed + _forget_tags(name, rewrite)


def _rewrite_thing(thing: Model, rewrite: Rewrite) -> bool:
    """Saves what is live, so that whatever listens (the search, Wagtail's index) hears of it."""
    before = {field.attname: getattr(thing, field.attname) for field in text_fields(type(thing))}
    after = {name: rewrite_all(text, rewrite) for name, text in before.items()}
    if before == after:
        return False
    for name, text in after.items():
        setattr(thing, name, text)
    if isinstance(thing, Page):
        thing.save(clean=False)  # what the form would refuse today was published once
    else:
        thing.save()
    return True


def _rewrite_revisions(things: Iterable[Model], rewrite: Rewrite) -> int:
    numbers: dict[type[Model], list[str]] = {}
    for thing in things:
        numbers.setdefault(Page if isinstance(thing, Page) else type(thing), []).append(str(thing.pk))
    done = 0
    for model, pks in numbers.items():
        kind = ContentType.objects.get_for_model(model)
        for start in range(0, len(pks), 500):  # SQLite takes 999 parameters in old builds
            rows = Revision.objects.filter(base_content_type=kind, object_id__in=pks[start : start + 500])
            done += _rewrite_rows(rows, ("object_str", "content"), rewrite)
    return done


def _rewrite_rows(rows: QuerySet[Model], fields: tuple[str, ...], rewrite: Rewrite) -> int:
    """By update(): a log entry or a revision is not saved again, it only loses the name."""
    done = 0
    for row in rows.iterator(chunk_size=200):
        before = {name: getattr(row, name) for name in fields}
        after = {name: rewrite_all(value, rewrite) for name, value in before.items()}
        if after != before:
            rows.model._default_manager.filter(pk=row.pk).update(**after)
            done += 1
    return done


def _mentioning(model: type[Model], fields: tuple[str, ...], name: str) -> QuerySet[Model]:
    """Rows in which the surname stands, also as JSON writes it: narrows down long tables."""
    surname = surname_of(name)
    written = {surname, json.dumps(surname)[1:-1]}
    rows = model._default_manager.all()
    mentions = Q()
    for field in fields:
        if field in JSON_FIELDS:
            rows = rows.annotate(**{f"{field}_text": Cast(field, TextField())})
            field = f"{field}_text"
        for text in written:
            mentions |= Q(**{f"{field}__icontains": text})
    return rows.filter(mentions)


def _forget_tags(name: str, rewrite: Rewrite) -> int:
    """A tag that is a name goes from everything that bears it: it belongs to nobody."""
    some = Tag.objects.filter(name__icontains=surname_of(name))
    named = [tag for tag in some if rewrite(tag.name) != tag.name]
    for tag in named:
        tag.delete()
    return len(named)


def _forget_open_forms(pages: list[int]) -> None:
    """What Wagtail keeps of forms under way, for the preview."""
    ids = [str(pk) for pk in pages]
    for start in range(0, len(ids), 400):
        some = ids[start : start + 400]
        FormState.objects.filter(Q(object_id__in=some) | Q(parent_object_id__in=some)).delete()
