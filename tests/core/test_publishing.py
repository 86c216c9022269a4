"""Scheduled publishing: what cannot be published is told its author, and does not stop the others."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import Role, User
from bestpractice.models import PracticePage
from core.models import OutgoingMail
from core.publishing import publish_due
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def author() -> User:
    make.lay_ground()
    make.portal()
    return make.person(Role.Kind.MANAGER, ags=make.MAINZ)


def scheduled(title: str, author: User, *, minutes: int, **dates: dt.datetime) -> PracticePage:
    """A draft that is to be published in some minutes."""
    page = make.PracticeFactory(parent=make.district_page(), title=title, live=False)
    page.go_live_at = timezone.now() + dt.timedelta(minutes=minutes)
    for name, value in dates.items():
        setattr(page, name, value)
    page.save_revision(user=author).publish()
    return page


def an_hour_later() -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        publish_due()


def test_a_page_that_cannot_be_published_stops_no_other_and_its_author_is_told(author: User) -> None:
    bad = scheduled("Sprachcafé", author, minutes=1)
    good = scheduled("Nähstube", author, minutes=2)
    Revision.objects.filter(object_id=str(bad.pk), approved_go_live_at__isnull=False).update(
        content={**bad.get_latest_revision().content, "slug": good.slug}
    )
    an_hour_later()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.live, good.live) == (False, True)
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    mail = OutgoingMail.objects.get(to=author.email)
    assert mail.subject == "Nicht veröffentlicht: Sprachcafé"
    assert good.slug in mail.body
    assert f"/pages/{bad.pk}/edit/" in mail.body


def test_a_page_that_failed_is_not_tried_again_and_told_once(author: User) -> None:
    bad = scheduled("Sprachcafé", author, minutes=1)
    Revision.objects.update(content={**bad.get_latest_revision().content, "title": ""})
    an_hour_later()
    an_hour_later()
    assert OutgoingMail.objects.filter(to=author.email).count() == 1


def test_a_page_whose_time_is_over_is_taken_down(author: User) -> None:
    page = scheduled("Sprachcafé", author, minutes=-1, expire_at=timezone.now() + dt.timedelta(minutes=30))
    page.refresh_from_db()
    assert page.live
    an_hour_later()
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
