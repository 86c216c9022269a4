"""Invitations: a list becomes people with roles and mails; a mailed link sets a password once, within 14 days."""

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.invitations import invite, token_for
from accounts.models import Role, User
from core.models import OutgoingMail
from core.outbox import deliver_waiting
from tests.factories import MAINZ, PASSWORD, TRIER, UserFactory, person, portal

pytestmark = pytest.mark.django_db

LIST = """Mail;Rolle;Kreis oder Verband;ab;bis
mainz@example.org;Integrationsmanagement;07315;;
trier@example.org;Integrationsmanagement;7211;;
vertretung@example.org;Vertretung;07315;01.03.2027;14.03.2027
redaktion@example.org;Redaktion;staedtetag;;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "einladungen.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    return path


def address(user: User) -> str:
    return f"/konto/einladung/{token_for(user)}/"


def test_a_list_becomes_people_with_roles_and_a_mail_each(file: Path) -> None:
    portal(MAINZ, TRIER)
    call_command("invite", str(file))
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == set(User.objects.values_list("email", flat=True))
    deputy = Role.objects.get(user__email="vertretung@example.org")
    assert (deputy.kind, deputy.district_id, deputy.valid_until) == ("deputy", MAINZ, dt.date(2027, 3, 14))
    assert Role.objects.get(user__email="trier@example.org").district_id == TRIER  # the zero that Excel drops
    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_as_offices_write_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    portal(MAINZ, TRIER)
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.replace(";", delimiter).replace("\n", "\r\n").encode(encoding))
    call_command("invite", str(path))
    assert User.objects.count() == 4


def test_an_error_names_its_row_and_nobody_is_invited(tmp_path: Path) -> None:
    portal(MAINZ)
    path = tmp_path / "liste.csv"
    path.write_text(
        "mail,rolle,kreis\nmainz@example.org,manager,07315\nkein-zeichen,manager,07315\n"
        "trier@example.org,Chefin,07211\n\nv@example.org,Vertretung,07315\nx@example.org,manager,99999\n"
    )
    with pytest.raises(CommandError) as caught:
        call_command("invite", str(path))
    told = str(caught.value)
    assert [number for number in range(1, 8) if f"Zeile {number}:" in told] == [3, 4, 6, 7]
    assert "„Chefin“" in told
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_second_run_invites_nobody_twice(file: Path) -> None:
    portal(MAINZ, TRIER)
    call_command("invite", str(file))
    call_command("invite", str(file))
    assert (OutgoingMail.objects.count(), Role.objects.count()) == (4, 4)


def test_again_reaches_those_who_have_not_chosen_a_password(file: Path) -> None:
    portal(MAINZ, TRIER)
    call_command("invite", str(file))
    done = User.objects.get(email="mainz@example.org")
    done.set_password(PASSWORD)
    done.save()
    call_command("invite", str(file), "--again")
    sent = list(OutgoingMail.objects.values_list("to", flat=True))
    assert (sent.count("mainz@example.org"), sent.count("trier@example.org")) == (1, 2)


def test_the_mailed_link_sets_a_password_and_signs_in(client: Client) -> None:
    portal(MAINZ)
    user = person(Role.Kind.MANAGER, ags=MAINZ)
    user.set_unusable_password()
    user.save()
    invite(user)
    deliver_waiting()
    link = re.search(r"http://localhost:8000(/konto/einladung/\S+)", mail.outbox[0].body)
    assert link
    assert "Integrationsmanager:in, Stadt Mainz" in mail.outbox[0].body
    answer = client.post(link[1], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/verwaltung/")
    assert client.get("/verwaltung/").status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_opening_the_link_changes_nothing(client: Client) -> None:
    user = UserFactory(password=None)
    for _ in range(3):
        assert client.get(address(user)).status_code == 200
    assert "_auth_user_id" not in client.session
    user.refresh_from_db()
    assert not user.has_usable_password()


@pytest.mark.parametrize("password", ["kurz", "123456789012345", "stelle-example"])
def test_a_weak_password_is_refused_in_words(client: Client, password: str) -> None:
    user = UserFactory(password=None, email="stelle-example@example.org")
    answer = client.post(address(user), {"new_password1": password, "new_password2": password})
    assert answer.status_code == 200
    assert "Passwort" in answer.content.decode()
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_used_link_says_so_and_offers_to_reset_the_password(client: Client) -> None:
    user = UserFactory(password=None)
    used = address(user)
    client.post(used, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    other = Client()
    for _ in range(3):  # impatient clicks send one mail
        answer = other.post(used, {"new_password1": "Noch-ein-Kennwort-9", "new_password2": "Noch-ein-Kennwort-9"})
    assert answer.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "schon ein Passwort gewählt" in other.get(used).content.decode()
    sent = OutgoingMail.objects.filter(body__contains="/konto/password/reset/key/").get()
    assert sent.to == user.email


def test_an_expired_link_says_so_and_a_new_one_goes_to_the_address_on_file(client: Client) -> None:
    user = UserFactory(password=None)
    old = address(user)
    with time_machine.travel(timezone.now() + dt.timedelta(days=14, minutes=1)):
        answer = client.get(old)
        assert answer.status_code == 410
        assert "14 Tage gültig" in answer.content.decode()
        for _ in range(3):  # impatient clicks send one mail
            client.post(old)
    assert OutgoingMail.objects.get().to == user.email


def test_a_link_lasts_fourteen_days(client: Client) -> None:
    user = UserFactory(password=None)
    link = address(user)
    with time_machine.travel(timezone.now() + dt.timedelta(days=13, hours=23)):
        assert client.get(link).status_code == 200


def test_a_forged_link_is_unknown(client: Client) -> None:
    token = token_for(UserFactory(password=None))
    assert client.get(f"/konto/einladung/{token[:-2]}xx/").status_code == 404
    assert client.get("/konto/einladung/abc/").status_code == 404


def test_the_link_of_a_barred_person_is_unknown(client: Client) -> None:
    user = UserFactory(password=None, is_active=False)
    assert client.get(address(user)).status_code == 404


def test_check_mail_says_that_the_server_took_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_mail", "betrieb@example.org")
    assert "Angenommen" in capsys.readouterr().out
    assert [message.to for message in mail.outbox] == [["betrieb@example.org"]]


def test_check_mail_says_what_the_server_answered(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # nobody listens there
    with pytest.raises(CommandError, match="Nicht verschickt"):
        call_command("check_mail", "betrieb@example.org")
    assert OutgoingMail.objects.get().sent_at is None
