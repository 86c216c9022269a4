"""The vocabulary's files, and what loading them keeps."""

import pytest
from django.conf import settings

from vocabulary.load import load_vocabulary
from vocabulary.models import Language, SynonymGroup, TargetGroup, Topic, TopicTerm

FOLDER = settings.DATA_DIR / "vocabulary"
UPPER = {"en", "uk", "ar", "fr", "tr", "fa", "ru"}
LOWER = {"en", "uk", "ar", "fr"}


@pytest.fixture
def vocabulary(db: None) -> None:
    load_vocabulary(FOLDER)


def test_topics_stand_in_two_tiers_with_their_translations(vocabulary: None) -> None:
    upper = Topic.objects.filter(parent=None)
    assert upper.count() == 13
    assert Topic.objects.count() >= 60
    for topic in Topic.objects.prefetch_related("terms"):
        languages = {term.language for term in topic.terms.all() if term.kind == TopicTerm.Kind.TRANSLATION}
        assert languages >= (UPPER if topic.parent_id is None else LOWER), topic.slug
        assert topic.description, topic.slug


def test_no_word_stands_in_two_groups(vocabulary: None) -> None:
    words = [word for group in SynonymGroup.objects.all() for word in group.as_words()]
    assert len(words) == len(set(words))


def test_a_second_setup_keeps_what_the_editors_made(vocabulary: None) -> None:
    topic = Topic.objects.get(slug="kitaplatz")
    topic.name = "Kitaplatz finden"
    topic.save()
    topic.terms.filter(text="Krippenplatz").delete()
    group = SynonymGroup.objects.get(words__startswith="Kita,")
    group.words += ", Spielgruppe"
    group.save()
    counts = Topic.objects.count(), TargetGroup.objects.count(), Language.objects.count(), SynonymGroup.objects.count()

    load_vocabulary(FOLDER)

    topic.refresh_from_db()
    assert topic.name == "Kitaplatz finden"
    assert not topic.terms.filter(text="Krippenplatz").exists()
    assert "Spielgruppe" in SynonymGroup.objects.get(pk=group.pk).words
    assert counts == (
        Topic.objects.count(),
        TargetGroup.objects.count(),
        Language.objects.count(),
        SynonymGroup.objects.count(),
    )
