"""Production settings: what they refuse to start with, and what they send to every browser."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

GOOD = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "netz.example.org",
    "BASE_URL": "https://netz.example.org",
    "DEFAULT_FROM_EMAIL": "Integrationsnetz <post@netz.example.org>",
}


def manage(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py as an operator calls it, with production settings on an empty database."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ELASTICSEARCH_URL")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": "config.settings.production", "VAR_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "error"),
    [
        ({**GOOD, "SECRET_KEY": ""}, "core.E001"),
        ({**GOOD, "SECRET_KEY": "demo-secret-never-in-production-" + "x" * 40}, "core.E001"),
        ({**GOOD, "ALLOWED_HOSTS": ""}, "core.E003"),
        ({**GOOD, "ALLOWED_HOSTS": "*"}, "core.E003"),
        ({**GOOD, "ALLOWED_HOSTS": ".example.org"}, "core.E003"),
        ({**GOOD, "BASE_URL": "http://netz.example.org"}, "core.E005"),
        ({**GOOD, "DEFAULT_FROM_EMAIL": "post@example.org"}, "core.E006"),
    ],
)
def test_a_command_refuses_demo_values(tmp_path: Path, environment: dict[str, str], error: str) -> None:
    answer = manage("check", folder=tmp_path, **environment)
    assert answer.returncode != 0
    assert error in answer.stderr or "SECRET_KEY" in answer.stderr


def test_a_portal_can_be_set_up_before_its_legal_pages_are_written(tmp_path: Path) -> None:
    for command in (["migrate", "-v0"], ["setup"], ["migrate", "-v0"]):
        answer = manage(*command, folder=tmp_path, **GOOD)
        assert answer.returncode == 0, answer.stderr
    answer = manage("check", "--deploy", folder=tmp_path, **GOOD)
    assert answer.returncode != 0
    assert "Impressum" in answer.stderr


def test_the_demo_stays_out_of_production(tmp_path: Path) -> None:
    assert "Unknown command" in manage("setup_demo", folder=tmp_path, **GOOD).stderr


def test_browsers_are_told_to_come_back_encrypted(tmp_path: Path) -> None:
    code = (
        "from django.conf import settings as s;"
        "print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG)"
    )
    answer = manage("shell", "--no-imports", "-c", code, folder=tmp_path, **GOOD)
    assert answer.stdout.split() == ["31536000", "True", "True", "True", "False"]


def test_the_limits_of_requests_believe_only_the_proxies_that_there_are(tmp_path: Path) -> None:
    code = (
        "from django.conf import settings as s;"
        "api = s.REST_FRAMEWORK;"
        "print(api['NUM_PROXIES'], s.ALLAUTH_TRUSTED_PROXY_COUNT, api['DEFAULT_THROTTLE_RATES'])"
    )
    answer = manage("shell", "--no-imports", "-c", code, folder=tmp_path, **GOOD, TRUSTED_PROXIES="2")
    assert answer.stdout.split()[:2] == ["2", "2"]
    assert "600/min" in answer.stdout


@pytest.mark.django_db
def test_public_pages_run_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/suche/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy


@pytest.mark.django_db
def test_the_admin_has_a_policy_of_its_own_that_loads_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/verwaltung/")["Content-Security-Policy"]
    assert "http" not in policy
    assert "default-src 'self'" in policy
