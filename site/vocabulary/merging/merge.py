"""The merge itself: one transaction, nothing lost, nothing twice, and a note of who did it. It can't be undone."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from taggit.models import Tag

from accounts.models import User
from vocabulary.merging import references, revisions
from vocabulary.models import FormerTag, FormerTopic, Topic, TopicTerm


def what_moves(word: Model) -> dict[str, int]:
    """The preview: {in words: how many}, with the versions of pages that are not published (any more)."""
    found = references.count(word)
    if isinstance(word, Topic) and (below := word.children.count()):
        found[_("Themen darunter")] = below
    if versions := revisions.count(word):
        found[_("gespeicherte Fassungen von Seiten, auch Entwürfe und geplante")] = versions
    return found


def check(source: Topic | Tag, target: Topic | Tag) -> None:
    """Raises ValidationError for a pair that can't become one."""
    if source.pk == target.pk:
        raise ValidationError(_("Das ist dasselbe. Bitte wählen Sie zwei verschiedene."))
    if isinstance(source, Topic) and isinstance(target, Topic) and target.parent_id and source.children.exists():
        raise ValidationError(
            _("„%(source)s“ hat Themen unter sich, „%(target)s“ steht selbst unter einem. Es gibt nur zwei Ebenen.")
            % {"source": source, "target": target}
        )


@transaction.atomic
def merge_topics(source: Topic, target: Topic, *, by: User, keep_words: bool) -> FormerTopic:
    """What carries the source carries the target; `keep_words`: who searches by its words finds it as before.

    Raises ValidationError when one of them went meanwhile, or they can't be one.
    """
    source, target = _locked(Topic, source, target)
    check(source, target)
    moved = what_moves(source)
    references.move(source, target)
    revisions.move(source, target)
    for child in source.children.all():
        child.parent = target
        child.save()
    if keep_words:
        _take_words(source, target)
    former = FormerTopic.objects.create(
        slug=source.slug, name=source.name, former_pk=source.pk, topic=target, moved=moved, merged_by=by
    )
    target.save()  # tells the search and the directory of all that carries it now
    source.delete()
    return former


@transaction.atomic
def merge_tags(source: Tag, target: Tag, *, by: User) -> FormerTag:
    """As topics. Tags have no words and no tiers."""
    source, target = _locked(Tag, source, target)
    check(source, target)
    moved = what_moves(source)
    references.move(source, target)
    revisions.move(source, target)
    former = FormerTag.objects.create(name=source.name, former_pk=source.pk, tag=target, moved=moved, merged_by=by)
    source.delete()
    return former


def _locked(model: type[Any], source: Any, target: Any) -> tuple[Any, Any]:
    rows: Mapping[int, Any] = {
        row.pk: row for row in model.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    }
    if not {source.pk, target.pk} <= rows.keys():
        raise ValidationError(_("Eines von beiden gibt es nicht mehr."))
    return rows[source.pk], rows[target.pk]


def _take_words(source: Topic, target: Topic) -> None:
    """Its name and its other words; its translations too, as other words, for the target has its own."""
    words = {("de", source.name), *source.terms.values_list("language", "text")}
    words -= {("de", target.name), *target.terms.values_list("language", "text")}
    TopicTerm.objects.bulk_create(
        TopicTerm(topic=target, language=language, text=text, kind=TopicTerm.Kind.SYNONYM)
        for language, text in sorted(words)
    )
