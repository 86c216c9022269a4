"""What production refuses to start with: demo values, and pages that the law wants but nobody has written."""

from typing import Any

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
    """Secret, DEBUG and hosts, when PRODUCTION is set."""
    if not settings.PRODUCTION:
        return []
    errors: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < MIN_SECRET or "demo" in settings.SECRET_KEY:
        errors.append(Error(f"SECRET_KEY must be a secret of at least {MIN_SECRET} characters.", id="core.E001"))
    if settings.DEBUG:
        errors.append(Error("DEBUG must be off.", id="core.E002"))
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        errors.append(Error("ALLOWED_HOSTS must name the portal's hosts, separated by commas.", id="core.E003"))
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
