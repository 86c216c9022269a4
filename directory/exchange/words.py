"""From a list's words to keys of the vocabulary. Nothing is invented: an unknown word is told, with the nearest."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from directory.exchange.cells import folded
from regions.models import District
from vocabulary.models import FormerTopic, Language, TargetGroup, Topic, TopicTerm

PARTS = re.compile(r"[,/+&]|\bund\b|\bsowie\b")


@dataclass(slots=True)
class Words:
    """`known`: folded word → key. `unknown` counts what nobody knew."""

    known: dict[str, str]
    unknown: Counter[str] = field(default_factory=Counter)

    def keys(self, words: Iterable[str]) -> tuple[str, ...]:
        """Sorted keys. A word with a comma may be one word or several."""
        return tuple(sorted(set(self._keys(words))))

    def nearest(self, word: str) -> list[str]:
        near = get_close_matches(folded(word), self.known, n=3, cutoff=0.6)
        return list(dict.fromkeys(self.known[one] for one in near))

    def _keys(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            if key := self.known.get(word) or self.known.get(folded(word)):
                yield key
                continue
            parts = [part.strip() for part in PARTS.split(word) if part.strip()]
            for part in parts if len(parts) > 1 else [word]:
                if key := self.known.get(folded(part)):
                    yield key
                else:
                    self.unknown[part[:80]] += 1


def vocabulary() -> dict[str, Words]:
    """By the name of the relation."""
    return {
        "topics": topics(),
        "target_groups": target_groups(),
        "languages": languages(),
        "districts_served": districts(),
    }


def topics() -> Words:
    """By name, other words, translations, former slugs; a topic's own name wins over another's other word."""
    merged = FormerTopic.objects.exclude(topic=None).values_list("slug", "topic__slug")
    known = dict(merged) | {folded(term.text): term.topic.slug for term in TopicTerm.objects.select_related("topic")}
    for topic in Topic.objects.all():
        known |= {folded(topic.name): topic.slug, topic.slug: topic.slug}
    return Words(known)


def target_groups() -> Words:
    known: dict[str, str] = {}
    for group in TargetGroup.objects.all():
        known |= {folded(group.name): group.slug, group.slug: group.slug}
    return Words(known)


def languages() -> Words:
    """Also by a part of the name, "Farsi" or "Kroatisch", where only one language has it."""
    known: dict[str, str] = {}
    parts: Counter[str] = Counter()
    for language in Language.objects.all():
        for part in {folded(part) for part in re.split(r"[,()]", language.name)} - {""}:
            parts[part] += 1
            known.setdefault(part, language.code)
    known = {part: code for part, code in known.items() if parts[part] == 1}
    for language in Language.objects.all():
        known |= {folded(name): language.code for name in (language.name, language.own_name, language.code)}
        known[language.code] = language.code
    return Words(known)


def districts() -> Words:
    """By official key and full name; a name that two have is nobody's."""
    rows = list(District.objects.all())
    names = Counter(folded(district.name) for district in rows)
    known = {folded(district.name): district.ags for district in rows if names[folded(district.name)] == 1}
    for district in rows:
        known |= {folded(district.full_name): district.ags, district.ags: district.ags}
    return Words(known)
