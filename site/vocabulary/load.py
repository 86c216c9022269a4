"""Reads the vocabulary from its folder into the tables; repeatable, and leaves what the editors made of it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from vocabulary.models import FormerTopic, Language, SynonymGroup, TargetGroup, Topic, TopicTerm

STEP = 10  # between two orders, so that an editor can put a topic between two of ours


@transaction.atomic
def load_vocabulary(folder: Path) -> None:
    """Adds what is missing from topics/*.toml, target_groups.toml, languages.toml and synonyms.toml.

    A topic, group or language that exists keeps the name, words and place that it has: the editors keep the vocabulary,
    the files only begin it. Nothing is removed, and what they merged does not come back. Raises FileNotFoundError,
    tomllib.TOMLDecodeError, or KeyError on a missing entry.
    """
    for order, path in enumerate(sorted((folder / "topics").glob("*.toml")), start=1):
        _load_topic(_read(path), order * STEP)
    for order, group in enumerate(_read(folder / "target_groups.toml")["target_groups"], start=1):
        TargetGroup.objects.get_or_create(slug=group["slug"], defaults={"name": group["name"], "order": order * STEP})
    for order, language in enumerate(_read(folder / "languages.toml")["languages"], start=1):
        Language.objects.get_or_create(
            code=language["code"],
            defaults={"name": language["name"], "own_name": language["own_name"], "order": order * STEP},
        )
    _load_synonyms(_read(folder / "synonyms.toml")["groups"])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _load_topic(entry: dict[str, Any], order: int, parent: Topic | None = None) -> None:
    former = FormerTopic.objects.filter(slug=entry["slug"]).select_related("topic__parent").first()
    if former is None:
        topic, is_new = Topic.objects.get_or_create(
            slug=entry["slug"],
            defaults={"name": entry["name"], "description": entry["description"], "order": order, "parent": parent},
        )
        if is_new:  # else a word that an editor took away would be back after every setup
            TopicTerm.objects.bulk_create(_terms(topic, entry))
        above: Topic | None = topic
    else:
        above = former.topic and (former.topic.parent or former.topic)
    for number, lower in enumerate(entry.get("topics", []), start=1):
        _load_topic(lower, number * STEP, parent=above)


def _terms(topic: Topic, entry: dict[str, Any]) -> Iterator[TopicTerm]:
    for word in entry["synonyms"]:
        yield TopicTerm(topic=topic, language="de", kind=TopicTerm.Kind.SYNONYM, text=word)
    for language, name in entry["translations"].items():
        yield TopicTerm(topic=topic, language=language, kind=TopicTerm.Kind.TRANSLATION, text=name)


def _load_synonyms(groups: list[list[str]]) -> None:
    """A group whose first word stands in a group already is that group, as an editor has widened or narrowed it."""
    known = {word for group in SynonymGroup.objects.all() for word in group.as_words()}
    SynonymGroup.objects.bulk_create(SynonymGroup(words=", ".join(words)) for words in groups if words[0] not in known)
