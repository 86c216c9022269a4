"""Signing in: one door, throttled, with a second factor for those who must have one; mails leave by the outbox."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.invitations import token_for
from accounts.jobs import forget_attempts
from accounts.models import Role, User
from core.models import OutgoingMail
from tests.factories import MAINZ, PASSWORD, person, portal

pytestmark = pytest.mark.django_db

POLICY_FORBIDS = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>|\son[a-z]+=|\sstyle=|<style")


@pytest.fixture
def manager() -> User:
    portal(MAINZ)
    return person(Role.Kind.MANAGER, ags=MAINZ)


def sign_in(client: Client, user: User, password: str = PASSWORD, **values: str) -> Any:
    return client.post("/konto/login/", {"login": user.email, "password": password, **values})


def confirm(client: Client) -> None:
    """The password once more, as allauth wants it before a second factor changes."""
    assert client.post("/konto/reauthenticate/", {"password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    "address", ["/verwaltung/", "/verwaltung/pages/", "/verwaltung/login/?next=/verwaltung/pages/"]
)
def test_the_admin_sends_to_the_one_sign_in_and_back(client: Client, manager: User, address: str) -> None:
    answer = client.get(address)
    assert answer["Location"].startswith("/konto/login/?next=/verwaltung/")
    back = answer["Location"].partition("next=")[2]
    assert sign_in(client, manager, next=back)["Location"] == back


def test_a_page_outside_is_no_place_to_go_after_signing_in(client: Client, manager: User) -> None:
    assert sign_in(client, manager, next="https://example.com/")["Location"] == "/verwaltung/"


def test_signing_out_ends_the_session(client: Client, manager: User) -> None:
    client.force_login(manager)
    assert client.post("/konto/logout/")["Location"] == "/"
    assert client.get("/verwaltung/").status_code == 302


@pytest.mark.parametrize("address", ["/verwaltung/password_reset/", "/konto/email/"])
def test_other_ways_to_a_password_or_an_address_lead_to_the_one(client: Client, manager: User, address: str) -> None:
    assert client.get(address)["Location"].startswith("/konto/password/")


def test_nobody_signs_up_alone(client: Client) -> None:
    values = {"email": "neu@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/konto/signup/", values)
    assert not User.objects.exists()


def test_who_has_no_role_today_stays_outside_without_going_in_circles(client: Client) -> None:
    portal(MAINZ)
    user = User.objects.create_user("ehemals@example.org", PASSWORD)
    assert sign_in(client, user)["Location"] == "/"
    assert client.get("/verwaltung/")["Location"] == "/"
    assert "keine Rolle" in client.get("/").content.decode()


def test_a_forgotten_password_is_reset_by_a_mail_from_the_outbox(client: Client, manager: User) -> None:
    client.post("/konto/password/reset/", {"email": manager.email})
    mail = OutgoingMail.objects.get()
    assert mail.to == manager.email
    link = re.search(r"http://[^/]+(/konto/password/reset/key/\S+)", mail.body)
    assert link
    form = client.get(link[1], follow=True)
    new = "Drei-Dampfer-auf-dem-Rhein"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    manager.refresh_from_db()
    assert manager.check_password(new)
    assert OutgoingMail.objects.count() == 2  # the owner is told


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, manager: User) -> None:
    known = client.post("/konto/password/reset/", {"email": manager.email}, follow=True).content
    unknown = client.post("/konto/password/reset/", {"email": "niemand@example.org"}, follow=True).content
    assert known.replace(manager.email.encode(), b"") == unknown.replace(b"niemand@example.org", b"")
    assert OutgoingMail.objects.count() == 1


def test_guessing_passwords_is_stopped_with_a_page_in_german(client: Client, manager: User, settings: Settings) -> None:
    settings.AXES_ENABLED = True
    answers = [sign_in(client, manager, "falsch").status_code for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[:-1] == [200] * (settings.AXES_FAILURE_LIMIT - 1)
    locked = sign_in(client, manager)
    assert locked.status_code == 429
    assert "Zu viele Versuche" in locked.content.decode()
    assert (
        sign_in(Client(REMOTE_ADDR="192.0.2.7"), manager).status_code == 302
    )  # somebody else's guessing locks nobody out


def test_failed_sign_ins_are_forgotten_after_a_day(client: Client, manager: User, settings: Settings) -> None:
    settings.AXES_ENABLED = True
    sign_in(client, manager, "falsch")
    assert forget_attempts() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1)):
        assert forget_attempts() == 1


def test_editors_and_operators_need_a_second_factor_when_it_is_required(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    portal(MAINZ)
    for user, goes in (
        (person(Role.Kind.MANAGER, ags=MAINZ), ""),
        (person(Role.Kind.EDITOR, association="staedtetag"), "/konto/2fa/"),
        (person(Role.Kind.OPERATOR), "/konto/2fa/"),
    ):
        client.force_login(user)
        answer = client.get("/verwaltung/")
        assert answer.get("Location", "") == goes
        assert client.get("/konto/2fa/").status_code == 200


def test_a_second_factor_is_set_up_and_then_asked_for(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    portal(MAINZ)
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    sign_in(client, editor)
    confirm(client)
    page = client.get("/konto/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    assert client.post("/konto/2fa/totp/activate/", {"code": code}).status_code == 302
    assert set(editor.authenticator_set.values_list("type", flat=True)) >= {"totp", "recovery_codes"}
    assert client.get("/verwaltung/").status_code == 200

    again = Client()
    assert sign_in(again, editor)["Location"].startswith("/konto/2fa/authenticate/")
    assert again.get("/verwaltung/").status_code == 302
    codes = Authenticator.objects.get(user=editor, type="recovery_codes").wrap().get_unused_codes()
    assert again.post("/konto/2fa/authenticate/", {"code": codes[0]})["Location"] == "/verwaltung/"
    assert again.get("/verwaltung/").status_code == 200


def test_an_invited_editor_with_a_second_factor_is_asked_for_it_after_a_new_link(client: Client) -> None:
    portal(MAINZ)
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    totp.TOTP.activate(editor, totp.generate_totp_secret())
    values = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post(f"/konto/einladung/{token_for(editor)}/", values)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "name",
    [
        "account_login", "account_reset_password", "account_reset_password_done", "account_logout",
        "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn",
        "account_signup", "account_inactive",
    ],
)  # fmt: skip
def test_every_account_page_keeps_to_the_strict_policy(client: Client, manager: User, name: str) -> None:
    if name not in ("account_login", "account_reset_password", "account_signup"):
        sign_in(client, manager)
        confirm(client)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not POLICY_FORBIDS.findall(answer.content.decode().replace("onload=", ""))


DU = re.compile(r"\b(du|dich|dir|dein\w*|deine\w*|bist|gib|kannst|möchtest|musst)\b", re.IGNORECASE)


def test_every_account_page_and_mail_says_sie(client: Client, manager: User) -> None:
    texts = [client.get(reverse(name)).content.decode() for name in ("account_login", "account_reset_password")]
    texts.append(client.post("/konto/password/reset/", {"email": manager.email}, follow=True).content.decode())
    texts.append(client.get("/konto/password/reset/key/1-abc/").content.decode())
    sign_in(client, manager)
    confirm(client)
    twice = {"oldpassword": PASSWORD, "password1": "Drei-Dampfer-am-Rhein", "password2": "Vier-Dampfer-am-Rhein"}
    texts.append(client.post("/konto/password/change/", twice).content.decode())
    names = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "account_logout")
    texts += [client.get(reverse(name), follow=True).content.decode() for name in names]
    client.post("/konto/password/change/", {**twice, "password2": twice["password1"]})
    texts += OutgoingMail.objects.values_list("body", flat=True)
    texts += OutgoingMail.objects.values_list("subject", flat=True)
    assert len(texts) > 12
    assert [DU.findall(re.sub(r"<[^>]+>", " ", text)) for text in texts] == [[]] * len(texts)
    assert "zweimal dasselbe" in texts[4]


def test_the_account_page_of_the_admin_leads_to_password_and_second_factor(client: Client, manager: User) -> None:
    client.force_login(manager)
    page = client.get("/verwaltung/account/").content.decode()
    assert 'href="/konto/password/change/"' in page
    assert 'href="/konto/2fa/"' in page
    assert "password-old_password" not in page
    assert "avatar-avatar" not in page
