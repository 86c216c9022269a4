"""What production refuses to start with: demo values, and pages that the law wants but nobody has written."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

LEGAL_PAGES = {"impressum": "Impressum", "datenschutz": "Datenschutz", "barrierefreiheit": "Erklärung zur Barrierefreiheit"}
PLACEHOLDER = "[Platzhalter]"
MIN_SECRET = 40


def register() -> None:
    checks.register(demo_values)
    checks.register(legal_pages, checks.Tags.database)


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


def legal_pages(*, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Impressum, Datenschutz and Barrierefreiheit must be published and hold no placeholder."""
    if not settings.PRODUCTION or not databases:
        return []
    from core.models import TextPage

    errors: list[CheckMessage] = []
    try:
        pages = {page.slug: page for page in TextPage.objects.live()}
    except DatabaseError:  # before the first migrate there is nothing to judge
        return []
    for slug, name in LEGAL_PAGES.items():
        page = pages.get(slug)
        if page is None or PLACEHOLDER in page.body:
            errors.append(
                Error(
                    f"The page '{name}' is missing or still holds a placeholder.",
                    hint=f"Write it in the admin (/{slug}/); remove every {PLACEHOLDER}.",
                    id="core.E004",
                )
            )
    return errors
