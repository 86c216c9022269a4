"""What the search and the forms ask of the vocabulary."""

from collections.abc import Callable, Iterable, Iterator

from django.core.cache import cache

from vocabulary.models import Language, SynonymGroup, TargetGroup, Topic, TopicTerm

LABELS_FOR = 60  # seconds: a renamed topic shows everywhere within a minute
SYNONYMS_FOR = 20  # seconds: every question asks for them


def topic_labels() -> dict[str, str]:
    """Slug → name, each upper topic followed by its lower ones."""
    return _cached("topic-labels", lambda: {topic.slug: topic.name for topic in topics_in_order()})


def target_group_labels() -> dict[str, str]:
    return _cached("target-group-labels", lambda: dict(TargetGroup.objects.values_list("slug", "name")))


def language_labels() -> dict[str, str]:
    return _cached("language-labels", lambda: dict(Language.objects.values_list("code", "name")))


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
    """Groups of words that mean the same: a topic's name with its other words, and the free groups."""
    groups: list[tuple[str, ...]] | None = cache.get("synonym-groups")
    if groups is None:
        groups = list(_synonym_groups())
        cache.set("synonym-groups", groups, SYNONYMS_FOR)
    return iter(groups)


def _synonym_groups() -> Iterator[tuple[str, ...]]:
    for topic in Topic.objects.prefetch_related("terms"):
        words = [term.text for term in topic.terms.all() if term.kind == TopicTerm.Kind.SYNONYM]
        if words:
            yield (topic.name, *words)
    for group in SynonymGroup.objects.all():
        yield group.as_words()


def _cached(name: str, build: Callable[[], dict[str, str]]) -> dict[str, str]:
    labels: dict[str, str] | None = cache.get(name)
    if labels is None:
        labels = build()
        cache.set(name, labels, LABELS_FOR)
    return labels
