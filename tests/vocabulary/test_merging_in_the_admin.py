"""„Zusammenführen“ in the admin: a look first, then the button; for those who keep the vocabulary."""

import pytest
from django.test import Client
from taggit.models import Tag

from accounts.models import Role, User
from tests import factories as make
from vocabulary.models import FormerTopic, Topic

TOPICS, TAGS = "/verwaltung/themen/zusammenfuehren/", "/verwaltung/schlagwoerter/zusammenfuehren/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    make.portal(make.MAINZ)


@pytest.fixture
def pair() -> dict[str, int]:
    topics = [Topic.objects.create(slug=slug, name=slug.title()) for slug in ("dolmetschen", "sprachmittlung")]
    return {"source": topics[0].pk, "target": topics[1].pk}


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editor() -> User:
    return make.person(Role.Kind.EDITOR, association="staedtetag")


def test_the_preview_counts_what_moves_and_changes_nothing(pair: dict[str, int]) -> None:
    topic = Topic.objects.get(pk=pair["source"])
    make.PracticeFactory(parent=make.district_page(), topics=[topic])
    make.OfferFactory(organisation__home_district_id=make.MAINZ).topics.add(topic)

    page = as_(editor()).get(TOPICS, pair).content.decode()

    for words in ("<dt>Praxisbeispiele</dt>", "<dt>Angebote</dt>", "gespeicherte Fassungen", "nicht rückgängig"):
        assert words in page
    assert Topic.objects.count() == 2


def test_only_the_button_merges_and_the_note_stands_there_afterwards(pair: dict[str, int]) -> None:
    client = as_(editor())
    answer = client.post(TOPICS, {**pair, "keep_words": "1"}, follow=True)

    assert "„Dolmetschen“ ist in „Sprachmittlung“ eingegangen." in answer.content.decode()
    assert "Dolmetschen → Sprachmittlung" in client.get(TOPICS).content.decode()
    former = FormerTopic.objects.get()
    assert former.topic is not None
    assert list(former.topic.terms.values_list("text", flat=True)) == ["Dolmetschen"]


def test_a_pair_that_cannot_be_one_is_told(pair: dict[str, int]) -> None:
    client = as_(editor())
    same = {"source": pair["source"], "target": pair["source"]}
    assert "zwei verschiedene" in client.get(TOPICS, same).content.decode()
    assert "zwei verschiedene" in client.post(TOPICS, same).content.decode()
    Topic.objects.filter(pk=pair["source"]).delete()
    assert client.post(TOPICS, pair).status_code == 200  # gone meanwhile: the form says so
    assert Topic.objects.count() == 1


def test_a_former_slug_is_not_given_to_another_topic(pair: dict[str, int]) -> None:
    client = as_(editor())
    client.post(TOPICS, pair)
    answer = client.post("/verwaltung/themen/new/", {"name": "Dolmetschen", "slug": "dolmetschen", "order": 0})
    assert "in ein anderes Thema eingegangen" in answer.content.decode()


@pytest.mark.parametrize("address", [TOPICS, TAGS])
@pytest.mark.parametrize("kind", [Role.Kind.MANAGER, Role.Kind.LAND, Role.Kind.DEPUTY, None])
def test_others_neither_look_nor_merge(pair: dict[str, int], kind: Role.Kind | None, address: str) -> None:
    tags = [Tag.objects.create(name=name) for name in ("Kiga", "Kita")]
    sent = pair if address == TOPICS else {"source": tags[0].pk, "target": tags[1].pk}
    in_a_district = kind in (Role.Kind.MANAGER, Role.Kind.DEPUTY)
    client = as_(make.person(kind, ags=make.MAINZ if in_a_district else "")) if kind else Client()

    assert client.get(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert (Topic.objects.count(), Tag.objects.count()) == (2, 2)


def test_tags_are_merged_as_topics_are() -> None:
    tags = [Tag.objects.create(name=name) for name in ("Kiga", "Kita")]
    practice = make.PracticeFactory(parent=make.district_page())
    practice.tags.add("Kiga")
    practice.save()
    client = as_(make.person(Role.Kind.OPERATOR))
    sent = {"source": tags[0].pk, "target": tags[1].pk}
    assert "<dt>Praxisbeispiele</dt>" in client.get(TAGS, sent).content.decode()
    client.post(TAGS, sent)
    assert Tag.objects.get().name == "Kita"


def test_the_list_of_topics_leads_to_it(pair: dict[str, int]) -> None:
    page = as_(editor()).get("/verwaltung/themen/").content.decode()
    assert TOPICS in page
    assert f"{TOPICS}?source={pair['source']}" in page
