"""What the example content brings: enough, everywhere, marked, and the same each time."""

from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Model
from django.test import override_settings
from django.utils import timezone

from accounts.models import Role, User
from bestpractice.models import Adoption, PracticePage, Recommendation
from demo.content import read, read_all
from demo.files import make_file
from directory.models import Offer, Organisation, Post
from library.models import MaterialPage, MaterialVersion
from network.models import AnnouncementPage
from regions.models import District

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]
MODELS: list[type[Model]] = [PracticePage, MaterialPage, AnnouncementPage, Organisation, Offer, Post, User, Adoption]


def test_every_room_is_filled() -> None:
    assert PracticePage.objects.live().count() >= 64
    assert Organisation.objects.count() == 150
    assert Offer.objects.count() >= 300
    assert MaterialPage.objects.live().count() >= 40
    assert AnnouncementPage.objects.live().exists()


def test_every_district_has_practices_and_organisations() -> None:
    practices = {entry["district"] for entry in read_all("practices")}
    homes = set(Organisation.objects.values_list("home_district", flat=True))
    assert len(practices) >= 28
    assert homes == set(District.objects.values_list("ags", flat=True))


def test_everything_bears_the_mark_of_an_example() -> None:
    for model in MODELS:
        if model is Adoption:  # goes with its practice
            continue
        assert not model._default_manager.filter(is_example=False).exists(), model


def test_every_field_is_as_a_form_would_take_it() -> None:
    models: list[type[Model]] = [
        PracticePage,
        MaterialPage,
        AnnouncementPage,
        Organisation,
        Offer,
        Post,
        User,
        Adoption,
    ]
    for model in models:
        for thing in model._default_manager.all():
            thing.clean_fields()


def test_all_addresses_are_at_example_org() -> None:
    mailboxes = [
        *Organisation.objects.values_list("email", flat=True),
        *Post.objects.values_list("mailbox", flat=True),
        *User.objects.values_list("email", flat=True),
    ]
    assert all(mailbox.endswith("@example.org") for mailbox in mailboxes)


def test_phone_numbers_lead_nowhere() -> None:
    phones = [*Organisation.objects.values_list("phone", flat=True), *Post.objects.values_list("phone", flat=True)]
    assert all(" 0000-" in phone for phone in phones)


def test_no_organisation_of_a_district_comes_twice() -> None:
    twice = Organisation.objects.values("name", "home_district").annotate(times=Count("pk")).filter(times__gt=1)
    assert not twice.exists()


def test_practices_read_as_wholes() -> None:
    for practice in PracticePage.objects.live():
        assert practice.summary
        assert practice.what_did_not_work
        assert practice.results
        assert practice.topics.exists()


def test_some_practices_tell_everything_and_some_keep_what_failed_to_members() -> None:
    whole = PracticePage.objects.live().exclude(steps=None).exclude(indicators=None).exclude(materials=None)
    assert set(whole.values_list("lessons_are_public", flat=True)) == {True, False}
    assert PracticePage.objects.live().filter(lessons_are_public=False).count() > 5


def test_a_few_drafts_are_unpublished() -> None:
    drafts = PracticePage.objects.not_live()
    assert set(drafts.values_list("slug", flat=True)) == {
        entry["key"] for entry in read("practices/drafts")["practices"]
    }


def test_some_posts_are_not_filled_and_say_who_answers() -> None:
    for status in (Post.Status.VACANT, Post.Status.ADVERTISED):
        posts = Post.objects.filter(status=status)
        assert posts.exists()
        assert all(post.meanwhile and post.mailbox for post in posts)


def test_some_entries_are_due_and_some_are_missed() -> None:
    offers = list(Offer.objects.all())
    today = timezone.localdate()
    assert 10 < sum(offer.next_check_on <= today for offer in offers) < len(offers) / 3
    assert any(offer.unconfirmed_since for offer in offers)
    assert sum(offer.unconfirmed_since is None for offer in offers) > len(offers) / 2


def test_adoptions_stand_in_every_stage_and_those_that_ended_say_why() -> None:
    assert set(Adoption.objects.values_list("stage", flat=True)) == set(Adoption.Stage.values)
    assert all(adoption.stopped_because for adoption in Adoption.objects.filter(stage=Adoption.Stage.STOPPED))


def test_each_use_of_a_practice_has_the_steps_that_led_there_and_one_report_waits() -> None:
    for adoption in Adoption.objects.prefetch_related("steps"):
        steps = [(step.on, step.stage) for step in adoption.steps.all()]
        assert steps == sorted(steps, key=lambda step: step[0])
        assert steps[-1] == (adoption.since, adoption.stage)
    assert Adoption.objects.reported().count() == 1


def test_associations_have_granted_refused_and_work_to_do() -> None:
    assert set(Recommendation.objects.values_list("state", flat=True)) == set(Recommendation.State.values)
    refused = Recommendation.objects.filter(state=Recommendation.State.REFUSED).select_related("practice__owner")
    assert all(row.practice.owner and row.practice.owner.notices.exists() for row in refused)


def test_every_role_has_a_sign_in_that_works() -> None:
    assert set(Role.objects.values_list("kind", flat=True)) == set(Role.Kind.values)
    person = User.objects.get(email="manager.mainz@example.org")
    assert person.check_password(read("people")["password"])


def test_a_second_run_changes_nothing() -> None:
    before = [Organisation.objects.count(), PracticePage.objects.count(), Post.objects.latest("pk").checked_on]
    answer = StringIO()
    call_command("setup_demo", stdout=answer)
    assert "schon da" in answer.getvalue()
    assert before == [Organisation.objects.count(), PracticePage.objects.count(), Post.objects.latest("pk").checked_on]


def test_files_lie_on_the_disk_and_have_a_few_pages(portal: Path) -> None:
    files = sorted((portal / "documents").iterdir())
    assert len(files) == MaterialPage.objects.count() + MaterialVersion.objects.count()
    for file in files:
        if file.suffix == ".pdf":
            pages = pypdfium2.PdfDocument(file)
            assert 2 <= len(pages) <= 6, file
            assert b"/StructTreeRoot" in file.read_bytes(), file


def test_the_same_material_gives_the_same_bytes() -> None:
    materials = {entry["format"]: entry for entry in read_all("materials")}
    for material in materials.values():
        assert make_file(material, "Stadt Mainz") == make_file(material, "Stadt Mainz")


@override_settings(PRODUCTION=True)
def test_a_public_portal_refuses_examples() -> None:
    with pytest.raises(CommandError):
        call_command("setup_demo")
