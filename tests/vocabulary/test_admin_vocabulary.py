"""The vocabulary in the admin: editors and the operator keep it, and what they write counts at once."""

import pytest
from django.test import Client

from accounts.models import Role, User
from tests.factories import MAINZ, PracticeFactory, district_page, person, portal
from vocabulary.models import SynonymGroup, Topic, TopicTerm
from vocabulary.queries import synonym_groups

TOPICS, GROUPS = "/verwaltung/themen/", "/verwaltung/gleichbedeutend/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editor() -> User:
    return person(Role.Kind.EDITOR, association="staedtetag")


def test_an_editor_adds_a_topic_with_its_words() -> None:
    client = as_(editor())

    response = client.post(
        f"{TOPICS}new/",
        {
            "name": "Kitaplatz",
            "slug": "kitaplatz",
            "order": 3,
            "synonyms": "Krippenplatz\n\nKindergartenplatz",
            "translations": "en: Child care place\nuk: Місце в дитсадку",
        },
    )

    assert response.status_code == 302
    words = set(TopicTerm.objects.values_list("kind", "language", "text"))
    assert words == {
        ("synonym", "de", "Krippenplatz"),
        ("synonym", "de", "Kindergartenplatz"),
        ("translation", "en", "Child care place"),
        ("translation", "uk", "Місце в дитсадку"),
    }
    [group] = [set(group) for group in synonym_groups() if "Kitaplatz" in group]
    assert group >= {"Kindergartenplatz", "Krippenplatz", "Місце в дитсадку"}


def test_words_that_stay_are_kept_and_those_taken_out_go() -> None:
    topic = Topic.objects.create(name="Kita", slug="kita")
    stays = topic.terms.create(text="Kindergarten")
    topic.terms.create(text="Krippe")
    client = as_(editor())
    assert "Kindergarten\nKrippe" in client.get(f"{TOPICS}edit/{topic.pk}/").content.decode()

    client.post(
        f"{TOPICS}edit/{topic.pk}/", {"name": "Kita", "slug": "kita", "order": 0, "synonyms": "Kindergarten\nHort"}
    )

    assert set(topic.terms.values_list("text", flat=True)) == {"Kindergarten", "Hort"}
    assert topic.terms.filter(pk=stays.pk).exists()


def test_a_translation_names_its_language() -> None:
    answer = as_(editor()).post(
        f"{TOPICS}new/", {"name": "Kita", "slug": "kita", "order": 0, "translations": "Child care"}
    )

    assert "seine Sprache voran" in answer.content.decode()
    assert not Topic.objects.exists()


def test_topics_keep_to_two_tiers() -> None:
    upper = Topic.objects.create(name="Kita", slug="kita")
    Topic.objects.create(name="Kitaplatz", slug="kitaplatz", parent=upper)
    other = Topic.objects.create(name="Schule", slug="schule")

    as_(editor()).post(f"{TOPICS}edit/{upper.pk}/", {"name": "Kita", "slug": "kita", "order": 0, "parent": other.pk})

    upper.refresh_from_db()
    assert upper.parent is None


def test_an_upper_topic_with_others_below_is_not_deleted() -> None:
    upper = Topic.objects.create(name="Kita", slug="kita")
    Topic.objects.create(name="Kitaplatz", slug="kitaplatz", parent=upper)

    answer = as_(editor()).post(f"{TOPICS}delete/{upper.pk}/", follow=True)

    assert answer.status_code == 200
    assert "wird noch gebraucht" in answer.content.decode()
    assert Topic.objects.filter(pk=upper.pk).exists()


@pytest.mark.parametrize(
    ("words", "mistake"), [("Ausländeramt", "mindestens zwei"), ("Kita, Hort", "in einer anderen Gruppe: kita")]
)
def test_words_that_mean_the_same_stand_in_one_group(words: str, mistake: str) -> None:
    SynonymGroup.objects.create(words="Kita, Kindertagesstätte")

    answer = as_(editor()).post(f"{GROUPS}new/", {"words": words})

    assert mistake in answer.content.decode()
    assert SynonymGroup.objects.count() == 1


@pytest.mark.parametrize("kind", [Role.Kind.MANAGER, Role.Kind.LAND])
def test_others_read_the_vocabulary_only_where_they_choose_from_it(kind: Role.Kind) -> None:
    topic = Topic.objects.create(name="Kita", slug="kita")
    client = as_(person(kind, ags=MAINZ if kind == Role.Kind.MANAGER else ""))

    for address in (TOPICS, f"{TOPICS}new/", f"{TOPICS}edit/{topic.pk}/", f"{TOPICS}delete/{topic.pk}/"):
        assert client.get(address).status_code == 302, address
        assert client.post(address, {"name": "Anders"}).status_code == 302, address
    topic.refresh_from_db()
    assert topic.name == "Kita"


def test_topics_are_ticked_in_their_two_tiers() -> None:
    upper = Topic.objects.create(name="Kita und frühe Bildung", slug="kita")
    Topic.objects.create(name="Kitaplatz", slug="kitaplatz", parent=upper)
    practice = PracticeFactory(parent=district_page())

    form = as_(person(Role.Kind.MANAGER, ags=MAINZ)).get(f"/verwaltung/pages/{practice.pk}/edit/").content.decode()

    assert form.count('type="checkbox" name="topics"') == 2
    assert "Kita und frühe Bildung (allgemein)" in form


def test_a_word_moves_between_translations_and_other_words() -> None:
    topic = Topic.objects.create(name="Kita", slug="kita")
    topic.terms.create(text="Daycare", language="en", kind=TopicTerm.Kind.TRANSLATION)
    client, sent = as_(editor()), {"name": "Kita", "slug": "kita", "order": 0}

    client.post(f"{TOPICS}edit/{topic.pk}/", {**sent, "synonyms": "en: Daycare"})
    assert topic.terms.get().kind == TopicTerm.Kind.SYNONYM

    client.post(f"{TOPICS}edit/{topic.pk}/", {**sent, "translations": "en: Daycare"})
    assert topic.terms.get().kind == TopicTerm.Kind.TRANSLATION


def test_a_word_stands_in_one_of_the_two_only() -> None:
    topic = Topic.objects.create(name="Kita", slug="kita")
    answer = as_(editor()).post(
        f"{TOPICS}edit/{topic.pk}/",
        {"name": "Kita", "slug": "kita", "order": 0, "synonyms": "en: Daycare", "translations": "en: Daycare"},
    )
    assert "Steht schon bei „Andere Wörter“: Daycare" in answer.content.decode()
    assert not topic.terms.exists()
