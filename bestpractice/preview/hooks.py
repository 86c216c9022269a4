"""Preview links in the admin: their addresses, their place in the menu and at a practice."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from bestpractice.models import PracticePage
from bestpractice.preview import admin_views, links
from directory.admin.entry_views import signed_in


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("vorschau-links/", admin_views.all_links, name="preview_links"),
        path("vorschau-links/praxis/<int:page_id>/", admin_views.links_of_practice, name="practice_preview_links"),
        path("vorschau-links/<int:pk>/zuruecknehmen/", admin_views.revoke, name="revoke_preview_link"),
    ]


class PreviewLinksMenuItem(MenuItem):
    """For those who act for a district."""

    def is_shown(self, request: HttpRequest) -> bool:
        return links.shows_drafts(signed_in(request))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return PreviewLinksMenuItem(
        _("Vorschau-Links"), reverse("preview_links"), name="preview_links", icon_name="view", order=95
    )


@hooks.register("register_page_header_buttons")
def buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Where there is a draft to be shown, in the editor's menu."""
    if page.specific_class is not PracticePage or not page.has_unpublished_changes:
        return
    if links.may_show(user, page.specific):
        yield Button(
            _("Vorschau-Link für die Leitung"),
            reverse("practice_preview_links", args=[page.pk]),
            icon_name="view",
            priority=5,
        )
