"""What production refuses to start with: demo values, and pages that the law wants but nobody has written."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

LEGAL_PAGES = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    "barrierefreiheit": "Erklärung zur Barrierefreiheit",
}
PLACEHOLDER = "[Platzhalter]"
MIN_SECRET = 40


def register() -> None:
    checks.register(demo_values)
    checks.register(legal_pages, deploy=True)  # not with every command: `migrate` must run while the pages are written


def demo_values(**kwargs: Any) -> list[CheckMessage]:
    """Secret, DEBUG, hosts and the two addresses that mails carry, when PRODUCTION is set."""
    if not settings.PRODUCTION:
        return []
    errors: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < MIN_SECRET or "demo" in settings.SECRET_KEY:
        errors.append(Error(f"SECRET_KEY must be a secret of at least {MIN_SECRET} characters.", id="core.E001"))
    if settings.DEBUG:
        errors.append(Error("DEBUG must be off.", id="core.E002"))
    if not settings.ALLOWED_HOSTS or any(host == "*" or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        says = "ALLOWED_HOSTS must name the portal's hosts in full, separated by commas: no *, no dot in front."
        errors.append(Error(says, id="core.E003"))
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if base.scheme != "https" or not base.hostname:
        errors.append(Error("BASE_URL must be the address that readers use: https://…", id="core.E005"))
    if parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] in ("", "example.org"):
        errors.append(Error("DEFAULT_FROM_EMAIL must be an address of the portal's own.", id="core.E006"))
    return errors


def legal_pages(**kwargs: Any) -> list[CheckMessage]:
    """Impressum, Datenschutz and Barrierefreiheit must be published and hold no placeholder."""
    if not settings.PRODUCTION:
        return []
    return [
        Error(
            f"The page '{name}' is missing or still holds a placeholder.",
            hint=f"Write it in the admin; remove every {PLACEHOLDER}. Until then only the admin is open.",
            id="core.E004",
        )
        for name in unwritten_pages()
    ]


def unwritten_pages() -> list[str]:
    """The titles of the pages that the law wants and that are missing, not public or still with a placeholder."""
    from core.models import TextPage

    written = {page.slug: page.body for page in TextPage.objects.live().public()}
    return [name for slug, name in LEGAL_PAGES.items() if PLACEHOLDER in written.get(slug, PLACEHOLDER)]


def refuse_demo_values() -> None:
    """For the web server, which runs no checks by itself. Raises ImproperlyConfigured."""
    errors = demo_values()
    if errors:
        raise ImproperlyConfigured(" ".join(str(error.msg) for error in errors))
