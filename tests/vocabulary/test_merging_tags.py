"""Two free tags become one, in drafts too; their old addresses lead on."""

import pytest
from django.test import Client
from taggit.models import Tag

from accounts.models import Role, User
from bestpractice.models import PracticePage
from tests import factories as make
from tests.e2e.pages import settle
from vocabulary.merging.merge import merge_tags


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    make.portal(make.MAINZ)


@pytest.fixture
def editor() -> User:
    return make.person(Role.Kind.EDITOR, association="staedtetag")


def tags(pk: int) -> list[str]:
    return sorted(PracticePage.objects.get(pk=pk).tags.names())


def tagged(*names: str, live: bool = True) -> PracticePage:
    practice: PracticePage = make.PracticeFactory(parent=make.district_page(), live=live)
    practice.tags.add(*names)
    practice.save()
    revision = practice.save_revision()
    if live:
        revision.publish()
    return practice


def test_what_bore_one_bears_the_other_once_in_drafts_too(editor: User) -> None:
    live, both, draft = tagged("Kiga"), tagged("Kiga", "Kita"), tagged("Kiga", live=False)
    only_in_its_draft = tagged("Kita")
    only_in_its_draft.tags.add("Kiga")
    only_in_its_draft.save_revision()
    material = make.MaterialFactory(parent=make.association_page())
    material.tags.add("Kiga")
    material.save()
    settle()
    kiga, kita = Tag.objects.get(name="Kiga"), Tag.objects.get(name="Kita")

    note = merge_tags(kiga, kita, by=editor)
    settle()

    for page in (live, both, draft):
        assert tags(page.pk) == ["Kita"]
    for page in (draft, only_in_its_draft, both):
        PracticePage.objects.get(pk=page.pk).latest_revision.publish()
        assert tags(page.pk) == ["Kita"]
    settle()
    assert not Tag.objects.filter(name="Kiga").exists()
    assert (note.name, note.tag, note.merged_by) == ("Kiga", kita, editor)
    assert note.moved["Praxisbeispiele"] == 3
    client = Client()
    answer = client.get("/praxis/?tag=Kiga")
    assert (answer.status_code, answer["Location"]) == (301, "/praxis/?tag=Kita")
    found = client.get("/api/v1/search?tag=Kiga").json()
    assert found["total"] == 5
    assert [(value["value"], value["count"]) for value in found["facets"]["tag"]] == [("Kita", 5)]


def test_a_tag_that_somebody_writes_anew_is_itself_again(editor: User) -> None:
    tagged("Kiga", "Kita")
    merge_tags(Tag.objects.get(name="Kiga"), Tag.objects.get(name="Kita"), by=editor)
    tagged("Kiga")
    assert Client().get("/praxis/?tag=Kiga").status_code == 200
