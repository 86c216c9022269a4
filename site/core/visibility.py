"""Whether somebody may see a page: live, and neither itself nor anything above it withheld from the reader."""

from django.http import HttpRequest
from wagtail.models import Page


def is_public(page: Page) -> bool:
    """Asks the database as it is now, ancestors included."""
    return bool(page.live) and not page.get_view_restrictions().exists()


def may_read(page: Page, request: HttpRequest) -> bool:
    """Whether this reader may open the page at its address."""
    page = page.specific
    if not page.live or not page.may_be_read_by(request.user):
        return False
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
