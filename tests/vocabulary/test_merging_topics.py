"""Two topics become one: everything that carried the first carries the second, whatever state it is in."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Role, User
from bestpractice.models import PracticePage
from core.publishing import publish_due
from directory.models import Proposal
from search import service
from search.query import Facet, SearchQuery
from tests import factories as make
from tests.search.conftest import engine, found, settle
from vocabulary.load import load_vocabulary
from vocabulary.merging.merge import merge_topics
from vocabulary.models import FormerTopic, Topic, TopicTerm

__all__ = ["engine", "found", "settle"]


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    make.portal(make.MAINZ)


@pytest.fixture
def editor() -> User:
    return make.person(Role.Kind.EDITOR, association="staedtetag")


@pytest.fixture
def old() -> Topic:
    return Topic.objects.create(slug="dolmetschen", name="Dolmetschen")


@pytest.fixture
def new() -> Topic:
    return Topic.objects.create(slug="sprachmittlung", name="Sprachmittlung")


def slugs(page: Page) -> list[str]:
    return sorted(PracticePage.objects.get(pk=page.pk).topics.values_list("slug", flat=True))


def test_pages_in_every_state_carry_the_topic_that_took_the_other_in(old: Topic, new: Topic, editor: User) -> None:
    live = make.PracticeFactory(parent=make.district_page(), topics=[old])
    both = make.PracticeFactory(parent=make.district_page(), topics=[old, new])
    draft = make.PracticeFactory(parent=make.district_page(), topics=[old], live=False)
    only_in_its_draft = make.PracticeFactory(parent=make.district_page())
    only_in_its_draft.topics = [old]
    only_in_its_draft.save_revision()
    scheduled = make.PracticeFactory(parent=make.district_page(), topics=[old], live=False)
    scheduled.go_live_at = timezone.now() + dt.timedelta(days=1)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at).publish()
    material = make.MaterialFactory(parent=make.association_page(), topics=[old])
    announcement = make.AnnouncementFactory(parent=make.land_page(), topics=[old])
    offer = make.OfferFactory(organisation__home_district_id=make.MAINZ)
    offer.topics.set([old, new])
    offer.organisation.topics.add(old)

    merge_topics(old, new, by=editor, keep_words=True)

    for page in (live, both, draft, scheduled):
        assert slugs(page) == ["sprachmittlung"]
    assert [row.topics.get().slug for row in (offer, offer.organisation)] == ["sprachmittlung"] * 2
    assert type(announcement).objects.get(pk=announcement.pk).topics.get() == new
    assert type(material).objects.get(pk=material.pk).topics.get() == new
    for page in (draft, only_in_its_draft, both):
        PracticePage.objects.get(pk=page.pk).latest_revision.publish()
        assert slugs(page) == ["sprachmittlung"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=2), tick=False):
        publish_due()
    assert PracticePage.objects.get(pk=scheduled.pk).live
    assert slugs(scheduled) == ["sprachmittlung"]
    assert not Topic.objects.filter(slug="dolmetschen").exists()


@pytest.mark.every_database
def test_counts_stay_right_on_each_engine_and_old_addresses_lead_on(
    engine: str, settle: Callable[[], None], old: Topic, new: Topic, editor: User
) -> None:
    make.PracticeFactory(parent=make.district_page(), title="Dolmetscherpool", topics=[old])
    make.PracticeFactory(parent=make.district_page(), title="Sprachmittelnde", topics=[new])
    make.PracticeFactory(parent=make.district_page(), title="Beides zugleich", topics=[old, new])
    settle()

    merge_topics(old, new, by=editor, keep_words=True)
    settle()

    results = service.search(SearchQuery(filters={Facet.TOPIC: frozenset(["sprachmittlung"])}, semantic=False))
    assert results.engine == engine
    assert results.total == 3
    assert {value.value: value.count for value in results.facets[Facet.TOPIC]} == {"sprachmittlung": 3}
    client = Client()
    for path in ("/praxis/", "/suche/", "/bibliothek/"):
        answer = client.get(f"{path}?q=Dolmetscherpool&topic=dolmetschen&page=1")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"{path}?q=Dolmetscherpool&topic=sprachmittlung&page=1",
        )
    assert client.get("/api/v1/search?topic=dolmetschen").json()["total"] == 3


def test_its_words_still_find_what_it_marked(
    engine: str, settle: Callable[[], None], found: Callable[..., list[str]], old: Topic, new: Topic, editor: User
) -> None:
    TopicTerm.objects.create(topic=old, language="uk", kind=TopicTerm.Kind.TRANSLATION, text="Усний переклад")
    make.PracticeFactory(parent=make.district_page(), title="Elterngespräche", topics=[old])
    settle()

    merge_topics(old, new, by=editor, keep_words=True)
    settle()

    assert found("Dolmetschen") == found("Усний переклад") == found("Sprachmittlung") == ["Elterngespräche"]
    assert set(new.terms.values_list("language", "text")) == {("de", "Dolmetschen"), ("uk", "Усний переклад")}


def test_without_its_words_only_what_carries_it_moves(old: Topic, new: Topic, editor: User) -> None:
    merge_topics(old, new, by=editor, keep_words=False)
    assert not new.terms.exists()


def test_topics_below_move_along_but_never_to_a_third_tier(old: Topic, new: Topic, editor: User) -> None:
    below = Topic.objects.create(slug="telefondolmetschen", name="Telefondolmetschen", parent=old)
    lower = Topic.objects.create(slug="amt", name="Auf dem Amt", parent=new)

    with pytest.raises(ValidationError, match="nur zwei Ebenen"):
        merge_topics(old, lower, by=editor, keep_words=True)
    with pytest.raises(ValidationError, match="dasselbe"):
        merge_topics(old, old, by=editor, keep_words=True)
    merge_topics(old, new, by=editor, keep_words=True)

    below.refresh_from_db()
    assert below.parent == new


def test_setup_never_brings_a_merged_topic_back(editor: User) -> None:
    load_vocabulary(settings.DATA_DIR / "vocabulary")
    upper, lower = list(Topic.objects.filter(parent=None)[:2]), Topic.objects.get(slug="kitaplatz")
    merge_topics(lower, upper[1], by=editor, keep_words=True)
    merge_topics(upper[0], upper[1], by=editor, keep_words=True)
    count = Topic.objects.count()

    load_vocabulary(settings.DATA_DIR / "vocabulary")
    assert Topic.objects.count() == count

    upper[1].children.all().delete()
    upper[1].delete()  # what had been merged into it is known all the same
    load_vocabulary(settings.DATA_DIR / "vocabulary")
    assert not Topic.objects.filter(slug__in=["kitaplatz", upper[0].slug]).exists()


def test_a_merged_topic_that_is_merged_again_leads_to_the_last(old: Topic, new: Topic, editor: User) -> None:
    last = Topic.objects.create(slug="verstaendigung", name="Verständigung")
    merge_topics(old, new, by=editor, keep_words=True)
    merge_topics(new, last, by=editor, keep_words=True)

    answer = Client().get("/praxis/?topic=dolmetschen,sprachmittlung")
    assert (answer.status_code, answer["Location"]) == (301, "/praxis/?topic=verstaendigung")


def test_what_is_kept_as_a_slug_names_the_new_topic(old: Topic, new: Topic, editor: User) -> None:
    organisation = make.OrganisationFactory(home_district_id=make.MAINZ)
    change = Proposal.objects.create(
        organisation=organisation, state="waiting", values={"topics": [["dolmetschen"], ["dolmetschen", "x"]]}
    )
    merge_topics(old, new, by=editor, keep_words=True)
    change.refresh_from_db()
    assert change.values == {"topics": [["sprachmittlung"], ["sprachmittlung", "x"]]}


def test_a_form_that_was_open_meanwhile_means_the_new_topic(old: Topic, new: Topic, editor: User) -> None:
    from vocabulary.forms import TopicField

    number = old.pk
    merge_topics(old, new, by=editor, keep_words=True)
    assert list(TopicField(Topic.objects.all()).clean([str(number), str(new.pk)])) == [new]


def test_a_note_says_who_merged_what_when(old: Topic, new: Topic, editor: User) -> None:
    make.PracticeFactory(parent=make.district_page(), topics=[old])
    merge_topics(old, new, by=editor, keep_words=True)
    note = FormerTopic.objects.get()
    assert (note.slug, note.name, note.topic, note.merged_by) == ("dolmetschen", "Dolmetschen", new, editor)
    assert note.moved == {"Praxisbeispiele": 1, "gespeicherte Fassungen von Seiten, auch Entwürfe und geplante": 1}
