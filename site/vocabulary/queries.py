"""What the search and the forms ask of the vocabulary."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.core.cache import cache
from django.db import transaction
from taggit.models import Tag

from search.analysis.document import topic_word
from vocabulary.models import FormerTag, FormerTopic, Language, SynonymGroup, TargetGroup, Topic

LABELS_FOR = 60  # seconds: a renamed topic shows everywhere within a minute
SYNONYMS_FOR = 20  # seconds: every question asks for them, in each process


def topic_labels() -> dict[str, str]:
    """Slug → name, each upper topic followed by its lower ones."""
    return _cached("topic-labels", lambda: {topic.slug: topic.name for topic in topics_in_order()})


def target_group_labels() -> dict[str, str]:
    return _cached("target-group-labels", lambda: dict(TargetGroup.objects.values_list("slug", "name")))


def language_labels() -> dict[str, str]:
    return _cached("language-labels", lambda: dict(Language.objects.values_list("code", "name")))


def words_changed(**kwargs: Any) -> None:
    """A signal's receiver: this process reads the words anew at once, and once more when others may read them, too."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete_many(["topic-labels", "target-group-labels", "language-labels", "synonym-groups"])


def former_topics(slugs: Collection[str]) -> dict[str, str]:
    """{former slug: that of the topic which took it in}, of those asked for."""
    rows = FormerTopic.objects.filter(slug__in=slugs).exclude(topic=None)
    return dict(rows.values_list("slug", "topic__slug"))


def topic_called(slug: str) -> Topic | None:
    """By its slug or by one that was merged into it."""
    topic = Topic.objects.filter(slug=slug).first()
    return topic or Topic.objects.filter(former__slug=slug).first()


def former_tags(names: Collection[str]) -> dict[str, str]:
    """As former_topics, by names. A tag that was written anew since is itself; the last merge counts."""
    rows = FormerTag.objects.filter(name__in=names).order_by("merged_at")
    found = dict(rows.values_list("name", "tag__name"))
    again = set(Tag.objects.filter(name__in=found).values_list("name", flat=True)) if found else set()
    return {name: now for name, now in found.items() if name not in again}


def topics_in_order() -> list[Topic]:
    topics = list(Topic.objects.all())
    upper = [topic for topic in topics if topic.parent_id is None]
    return [topic for head in upper for topic in [head, *(lower for lower in topics if lower.parent_id == head.pk)]]


def with_parents(topics: Iterable[Topic]) -> tuple[str, ...]:
    """The slugs of these topics and of those above them, so that an upper topic finds what stands below it."""
    slugs: dict[str, None] = {}
    for topic in topics:
        if topic.parent is not None:
            slugs[topic.parent.slug] = None
        slugs[topic.slug] = None
    return tuple(slugs)


def synonym_groups() -> Iterator[tuple[str, ...]]:
    """Groups of words that mean the same: a topic's name with its other words in all languages, and the free groups.

    A topic's group also holds the word under which everything stands that carries the topic.
    """
    groups: list[tuple[str, ...]] | None = cache.get("synonym-groups")
    if groups is None:
        groups = list(_synonym_groups())
        cache.set("synonym-groups", groups, SYNONYMS_FOR)
    return iter(groups)


def _synonym_groups() -> Iterator[tuple[str, ...]]:
    for topic in Topic.objects.prefetch_related("terms"):
        yield (topic.name, *(term.text for term in topic.terms.all()), topic_word(topic.slug))
    for group in SynonymGroup.objects.all():
        yield group.as_words()


def _cached(name: str, build: Callable[[], dict[str, str]]) -> dict[str, str]:
    labels: dict[str, str] | None = cache.get(name)
    if labels is None:
        labels = build()
        cache.set(name, labels, LABELS_FOR)
    return labels
