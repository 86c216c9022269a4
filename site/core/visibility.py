"""Whether the public may see a page: live, and neither itself nor anything above it restricted."""

from wagtail.models import Page


def is_public(page: Page) -> bool:
    """Asks the database as it is now, ancestors included."""
    return bool(page.live) and not page.get_view_restrictions().exists()
