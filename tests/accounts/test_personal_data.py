"""A person is told what is stored, and it is erased on demand; what was written stays, without a name."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Revision

from accounts.models import Notice, Role, User
from accounts.rights import sync_groups
from core.models import OutgoingMail
from directory.models import Handover, HolderName, Message, Post
from directory.posts.names import show_name
from tests import factories as make
from tests.directory.posts.test_names import columns_with
from tests.factories import MAINZ, PASSWORD, district_page

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

ADDRESS = "g.beispielfrau@example.org"
NAME = "Gerlinde Beispielfrau"


@pytest.fixture
def gone() -> User:
    """A manager who has worked here for a while."""
    make.portal(MAINZ)
    Post.objects.filter(district=MAINZ).update(status=Post.Status.FILLED)
    user = make.person(Role.Kind.MANAGER, ags=MAINZ)
    user.email, user.first_name, user.last_name = ADDRESS, "Gerlinde", "Beispielfrau"
    user.save()
    sync_groups(user)
    practice = make.PracticeFactory(parent=district_page(), owner=user, contact=f"{NAME}, {ADDRESS}", slug="treff")
    practice.save_revision(user=user, log_action=True)
    post = Post.objects.get(district=MAINZ)
    show_name(post, NAME, person=user, basis="consent", basis_date=dt.date(2026, 1, 1), note=NAME, by=user)
    Notice.objects.create(user=user, text="Eine Begründung")
    Message.objects.create(kind="question", district_id=MAINZ, text="Wann?", email=ADDRESS)
    Client().login(email=ADDRESS, password=PASSWORD)
    return user


def personal_data(action: str, address: str = ADDRESS) -> str:
    out = StringIO()
    call_command("personal_data", action, address, stdout=out)
    return out.getvalue()


def test_the_export_holds_everything_that_is_stored(gone: User) -> None:
    told = json.loads(personal_data("export", ADDRESS.upper()))
    assert told["account"]["email"] == ADDRESS
    assert told["accounts.role.user"][0]["district"] == MAINZ
    assert "Eine Begründung" in [notice["text"] for notice in told["accounts.notice.user"]]
    assert told["names on posts"][0]["name"] == NAME
    assert told["wagtailcore.page.owner"][0]["title"]
    assert told["wagtailcore.revision.user"]
    assert told["wagtailcore.pagelogentry.user"]
    assert told["mails"]
    assert told["sessions"]
    assert told["letters"][0]["text"] == "Wann?"
    assert "password" not in json.dumps(told)


def test_after_erasing_nothing_in_the_database_says_who_it_was(gone: User) -> None:
    revisions = Revision.objects.filter(user=gone).count()
    personal_data("erase")
    gone.refresh_from_db()
    assert list(columns_with("Beispielfrau", spared=set())) == []
    assert (gone.is_active, gone.has_usable_password(), str(gone)) == (False, False, "Gelöschtes Konto")
    assert not gone.roles.exists()
    assert not gone.groups.exists()
    assert Revision.objects.filter(user=gone).count() == revisions > 0
    assert district_page().get_children().get().owner == gone
    with pytest.raises(CommandError, match="nichts gespeichert"):
        personal_data("export")


def test_a_handover_to_somebody_who_wants_to_be_forgotten_is_off(gone: User) -> None:
    post = Post.objects.get(district=MAINZ)
    Handover.objects.create(post=post, successor=gone, first_day=dt.date(2099, 1, 1))
    personal_data("erase")
    assert Handover.objects.get().status == Handover.Status.CANCELLED


def test_the_last_operator_stays() -> None:
    make.person(Role.Kind.OPERATOR)
    last = User.objects.get()
    with pytest.raises(CommandError, match="das letzte Konto des Betriebs"):
        personal_data("erase", last.email)
    last.refresh_from_db()
    assert last.is_active


def test_who_only_wrote_a_letter_is_found_by_the_address(gone: User) -> None:
    Message.objects.create(kind="question", district_id=MAINZ, text="Wo?", email="besuch@example.org")
    assert json.loads(personal_data("export", "besuch@example.org"))["letters"][0]["text"] == "Wo?"
    personal_data("erase", "besuch@example.org")
    assert not Message.objects.filter(email="besuch@example.org").exists()


def test_the_operator_tells_and_erases_in_the_admin(gone: User, client: Client) -> None:
    client.force_login(make.person(Role.Kind.OPERATOR))
    told = client.get(f"/verwaltung/users/{gone.pk}/auskunft/")
    assert told.json()["account"]["email"] == ADDRESS
    assert "attachment" in told["Content-Disposition"]
    asked = client.get(f"/verwaltung/users/delete/{gone.pk}/", follow=True)
    assert "Personendaten löschen" in asked.content.decode()
    client.post(f"/verwaltung/users/{gone.pk}/loeschen/")
    assert not HolderName.objects.exclude(name="").exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()


@pytest.mark.parametrize("way", ["auskunft", "loeschen"])
def test_nobody_but_the_operator_does(gone: User, client: Client, way: str) -> None:
    client.force_login(make.person(Role.Kind.EDITOR, association="staedtetag"))
    for method in (client.get, client.post):
        assert method(f"/verwaltung/users/{gone.pk}/{way}/").status_code in (302, 405)
    gone.refresh_from_db()
    assert gone.email == ADDRESS
