"""A practice is cited by an edition that counts what changed, and by an address that stays."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from bestpractice.models import Indicator, PracticePage, PracticeStep
from tests.factories import MAINZ, PracticeFactory, TopicFactory, district_page, person, portal

pytestmark = pytest.mark.django_db


def published(practice: PracticePage, **values: object) -> PracticePage:
    """The practice as it is after somebody changed these fields and published."""
    draft = practice.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return PracticePage.objects.get(pk=practice.pk)


@pytest.fixture
def practice() -> PracticePage:
    portal()
    with time_machine.travel("2026-03-01 10:00+01:00", tick=False):
        made: PracticePage = PracticeFactory(
            parent=district_page(), title="Dolmetscherpool", steps=[PracticeStep(title="Fragen")]
        )
    return made


def line_on(client: Client, practice: PracticePage) -> str:
    content = client.get(practice.get_url()).content.decode()
    return content.split('id="zitat">')[1].split("</p>")[0]


def test_the_page_says_how_it_is_cited(client: Client, practice: PracticePage) -> None:
    assert line_on(client, practice) == (
        f"Stadt Mainz: „Dolmetscherpool“. Integrationsnetz, Fassung 1 vom 1. März 2026, "
        f"http://localhost:8000/praxis/{practice.pk}/"
    )


@time_machine.travel("2026-05-12 23:30+02:00", tick=False)
def test_a_changed_text_is_a_new_edition_of_that_day(client: Client, practice: PracticePage) -> None:
    practice = published(practice, indicators=[Indicator(name="Wartezeit", value="3")])
    assert "Fassung 2 vom 12. Mai 2026" in line_on(client, practice)


def test_publishing_the_same_again_or_filing_it_elsewhere_is_no_new_edition(practice: PracticePage) -> None:
    practice = published(published(practice), topics=[TopicFactory()], slug="anderswo")
    assert [edition.number for edition in practice.editions.all()] == [1]


def test_a_draft_that_nobody_published_is_no_edition(client: Client, practice: PracticePage) -> None:
    practice.title = "Ganz anders"
    practice.save_revision()
    assert "Fassung 1 vom 1. März 2026" in line_on(client, PracticePage.objects.get(pk=practice.pk))


def test_the_lasting_address_follows_a_practice_to_its_new_name(
    client: Client, practice: PracticePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old = practice.get_url()
    with django_capture_on_commit_callbacks(execute=True):
        practice = published(practice, title="Sprachmittlung", slug="sprachmittlung")

    answer = client.get(f"/praxis/{practice.pk}/")

    assert answer.status_code == 302
    assert answer["Location"].endswith("/sprachmittlung/")
    assert client.get(answer["Location"]).status_code == 200
    moved = client.get(old)
    assert moved.status_code == 301
    assert moved["Location"].endswith("/sprachmittlung/")


def test_a_practice_that_changes_its_district_keeps_its_old_address(client: Client, practice: PracticePage) -> None:
    old = practice.get_url()
    practice.move(district_page("07211"), pos="last-child")

    assert client.get(old).status_code == 301
    assert client.get(old, follow=True).status_code == 200


def test_the_name_of_a_draft_is_not_told_by_an_old_address(client: Client, practice: PracticePage) -> None:
    old = practice.get_url()
    practice.unpublish()
    draft = PracticePage.objects.get(pk=practice.pk)
    draft.slug = "geheimes-vorhaben"
    draft.save_revision()

    assert client.get(f"/praxis/{practice.pk}/").status_code == 404
    assert "geheimes-vorhaben" not in client.get(old, follow=True).content.decode()
    client.force_login(person("manager", ags=MAINZ))  # type: ignore[arg-type]
    assert client.get(f"/praxis/{practice.pk}/").status_code == 404


def test_an_edition_stays_true_when_the_clock_goes_on(client: Client, practice: PracticePage) -> None:
    with time_machine.travel(dt.datetime(2030, 1, 1, tzinfo=dt.UTC)):
        assert "Fassung 1 vom 1. März 2026" in line_on(client, practice)
