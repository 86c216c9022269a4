"""A passkey in a real browser: added, and then enough to sign in, under the policy that forbids everything inline."""

from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from tests.factories import MAINZ, PASSWORD, person, portal

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def give_a_key(page: Any) -> None:
    """A security key that belongs to the browser and says yes to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in(live_server: LiveServer, chromium_path: str) -> None:
    portal(MAINZ)
    address = person(Role.Kind.MANAGER, ags=MAINZ).email
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url)
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
        give_a_key(page)

        page.goto("/konto/login/?next=/konto/2fa/webauthn/add/")
        page.get_by_label("E-Mail").fill(address)
        page.get_by_label("Passwort", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Anmelden", exact=True).click()
        page.get_by_label("Passwort", exact=True).fill(PASSWORD)  # once more, before a second factor is added
        page.get_by_role("button", name="Bestätigen").click()
        page.get_by_label("Name").fill("Dienstgerät")
        page.get_by_label("Passwortlos").check()
        page.get_by_role("button", name="Hinzufügen").click()
        page.wait_for_url("**/recovery-codes/**")

        page.goto("/konto/logout/")
        page.locator("main").get_by_role("button", name="Abmelden").click()
        page.goto("/konto/login/?next=/konto/password/change/")
        page.get_by_role("button", name="Mit Passkey anmelden").click()
        page.wait_for_url("**/konto/password/change/")
        browser.close()
    assert refused == []
