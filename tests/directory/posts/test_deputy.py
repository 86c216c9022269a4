"""A deputy has the manager's rights in exactly the days that the manager gave, and nobody else gives them."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, Role, User
from core.models import OutgoingMail
from directory.models import Post
from tests import factories as make
from tests.directory.posts.conftest import as_
from tests.factories import ALZEY, MAINZ, PASSWORD, district_page

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def address(post: Post, *parts: object) -> str:
    return "/".join(["/verwaltung/ansprechstelle", str(post.pk), "vertretung", *map(str, parts), ""])


def days(first: int, last: int) -> dict[str, str]:
    """From and until, counted from today."""
    today = timezone.localdate()
    return {"first_day": (today + first * DAY).isoformat(), "last_day": (today + last * DAY).isoformat()}


def test_a_manager_appoints_somebody_by_mail_address_and_an_invitation_goes_out(post: Post, manager: User) -> None:
    answer = as_(manager).post(address(post), {"email": "Neu@Example.org", **days(0, 13)})
    assert answer.status_code == 302
    role = Role.objects.get(kind=Role.Kind.DEPUTY)
    assert (role.user.email, role.district_id, role.valid_until) == (
        "neu@example.org", MAINZ, timezone.localdate() + 13 * DAY,
    )  # fmt: skip
    assert "/konto/einladung/" in OutgoingMail.objects.get(to="neu@example.org").body


def test_somebody_who_has_an_account_is_told_instead_of_invited(post: Post, manager: User) -> None:
    known = make.UserFactory(email="stelle@example.org")
    as_(manager).post(address(post), {"email": "STELLE@example.org", **days(1, 3)})
    assert Notice.objects.get(user=known).text.startswith("Sie vertreten Integrationsmanagement Stadt Mainz vom")
    assert "/konto/einladung/" not in OutgoingMail.objects.get(to=known.email).body


def test_the_list_to_choose_from_holds_people_of_the_own_post_only(post: Post, manager: User) -> None:
    former = make.person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=dt.date(2025, 1, 1), valid_until=dt.date(2025, 1, 9))
    stranger = make.person(Role.Kind.MANAGER, ags=ALZEY)
    page = as_(manager).get(address(post)).content.decode()
    assert former.email in page
    assert stranger.email not in page
    as_(manager).post(address(post), {"person": stranger.pk, **days(0, 1)})
    assert not Role.objects.filter(user=stranger, kind=Role.Kind.DEPUTY).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**days(0, 1)}, "Bitte geben Sie an, wer es sein soll."),
        ({"email": "neu@example.org", **days(2, 1)}, "Der letzte Tag liegt vor dem ersten."),
        ({"email": "neu@example.org", **days(-1, 1)}, "Bitte wählen Sie heute oder einen späteren Tag."),
        ({"email": "kein Mailkonto", **days(0, 1)}, "Bitte geben Sie eine vollständige Mailadresse an."),
        ({"email": "weg@example.org", **days(0, 1)}, "Dieses Konto ist stillgelegt."),
        ({"email": "schon@example.org", **days(0, 1)}, "Diese Person vertritt in diesen Tagen schon."),
        ({"email": "leitung@example.org", **days(0, 1)}, "Diese Person hat die Stelle in diesen Tagen selbst inne."),
    ],
)
def test_what_does_not_fit_is_said_in_words_and_nothing_is_lost(
    post: Post, manager: User, sent: dict[str, str], said: str
) -> None:
    make.UserFactory(email="weg@example.org", is_active=False)
    today = timezone.localdate()
    already = make.UserFactory(email="schon@example.org")
    make.RoleFactory(user=already, kind="deputy", district_id=MAINZ, valid_from=today, valid_until=today)
    make.RoleFactory(user__email="leitung@example.org", district_id=MAINZ)
    before = Role.objects.count(), User.objects.count()

    page = as_(manager).post(address(post), sent).content.decode()

    assert said in page
    assert sent["last_day"] in page
    assert (Role.objects.count(), User.objects.count()) == before


def test_the_last_day_is_moved_and_the_deputy_is_told(post: Post, manager: User) -> None:
    today = timezone.localdate()
    deputy = make.person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=today - 3 * DAY, valid_until=today + 9 * DAY)
    role = deputy.roles.get()
    client = as_(manager)
    client.post(address(post, role.pk), {"last_day": (today + 2 * DAY).isoformat()})
    role.refresh_from_db()
    assert role.valid_until == today + 2 * DAY
    assert Notice.objects.filter(user=deputy).count() == 1

    refused = client.post(address(post, role.pk), {"last_day": (today - DAY).isoformat()}).content.decode()
    assert "Bitte wählen Sie einen Tag ab heute" in refused


def test_ending_takes_the_rights_at_once(post: Post, manager: User) -> None:
    today = timezone.localdate()
    deputy = make.person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=today - 3 * DAY, valid_until=today + 9 * DAY)
    theirs = as_(deputy)
    edit = f"/verwaltung/pages/{district_page(MAINZ).pk}/edit/"
    assert theirs.get(edit).status_code == 200
    as_(manager).post(address(post, deputy.roles.get().pk, "beenden"))
    assert theirs.get(edit)["Location"] == "/"
    assert deputy.roles.get().valid_until == today - DAY  # it stays known that and when they stood in


def test_one_that_has_not_begun_leaves_no_trace(post: Post, manager: User) -> None:
    today = timezone.localdate()
    deputy = make.person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=today + DAY, valid_until=today + 9 * DAY)
    as_(manager).post(address(post, deputy.roles.get().pk, "beenden"))
    assert not deputy.roles.exists()


def test_a_foreign_districts_deputy_is_not_found_below_the_own_post(post: Post, manager: User) -> None:
    deputy = make.person(Role.Kind.DEPUTY, ags=ALZEY)
    for way in ((), ("beenden",)):
        assert as_(manager).post(address(post, deputy.roles.get().pk, *way)).status_code == 404
    assert deputy.roles.exists()


def test_a_deputys_own_doors_close_at_midnight(post: Post, manager: User, client: Client) -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, tzinfo=berlin)):
        as_(manager).post(
            address(post), {"email": "vertretung@example.org", "first_day": "2027-03-02", "last_day": "2027-03-03"}
        )
    deputy = User.objects.get(email="vertretung@example.org")
    deputy.set_password(PASSWORD)
    deputy.save()
    with time_machine.travel(dt.datetime(2027, 3, 1, 13, tzinfo=berlin)):
        client.force_login(deputy)
    seen = {}
    for moment in ("03-01T23:59:59", "03-02T00:00:00", "03-03T23:59:59", "03-04T00:00:00"):
        with time_machine.travel(dt.datetime.fromisoformat(f"2027-{moment}").replace(tzinfo=berlin), tick=False):
            seen[moment] = client.get(f"/verwaltung/ansprechstelle/{post.pk}/").status_code
    assert list(seen.values()) == [302, 200, 200, 302]


def test_the_card_says_that_a_deputy_answers_without_a_name(post: Post) -> None:
    today = timezone.localdate()
    deputy = make.person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=today, valid_until=dt.date(2099, 8, 14))
    for page in (district_page(MAINZ).get_url(), f"/ansprechstelle/?ort={MAINZ}"):
        content = Client().get(page).content.decode()
        assert "Zurzeit antwortet die Vertretung, bis 14. August 2099." in content
        assert deputy.email not in content
