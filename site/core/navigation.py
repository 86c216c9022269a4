"""What stands on every page around its content: navigation, footer, name."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

NAMES_FOR = 60  # seconds
ENTRIES = [
    (_("Praxisbeispiele"), "/praxis/"),
    (_("Kreise"), "/kreise/"),
    (_("Angebote"), "/angebote/"),
    (_("Bibliothek"), "/bibliothek/"),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Lazy: the admin and error pages do not pay for it."""
    return {
        "navigation": entries(request.path),
        "footer_links": SimpleLazyObject(_footer_links),
        "site_name": SimpleLazyObject(lambda: site_name(request)),
        "base_url": settings.WAGTAILADMIN_BASE_URL,
        "demo": settings.SHOW_DEMO_SIGN_INS,
    }


def entries(place: str) -> list[dict[str, Any]]:
    """`place`: the path below whose entry the page belongs."""
    return [{"label": label, "url": url, "current": place.startswith(url)} for label, url in ENTRIES]


def _footer_links() -> list[dict[str, str]]:
    from core.models import TextPage  # pages know the navigation they stand in

    links: list[dict[str, str]] | None = cache.get("footer-links")
    if links is None:
        pages = TextPage.objects.live().public().in_menu().order_by("path")
        links = [{"label": page.title, "url": page.url} for page in pages]
        cache.set("footer-links", links, NAMES_FOR)
    return links


def site_name(request: HttpRequest) -> str:
    """What the portal is called here; remembered for a minute."""
    from core.models import PortalSettings

    name: str | None = cache.get("site-name")
    if name is None:
        known = Site.find_for_request(request) is not None
        name = PortalSettings.for_request(request).name if known else settings.WAGTAIL_SITE_NAME
        cache.set("site-name", name, NAMES_FOR)
    return name
