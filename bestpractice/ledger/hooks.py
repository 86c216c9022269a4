"""The ledger in the admin: its addresses, its place in the menu and on the home."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.rights import associations_of, districts_of
from bestpractice.ledger import views, views_adoption
from bestpractice.ledger.adminhome import ReportsPanel
from bestpractice.models import PracticePage


class LedgerMenuItem(MenuItem):
    """For the people of districts, and for editors, who may report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(districts_of(request.user) or associations_of(request.user))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return LedgerMenuItem(_("Nachnutzungen"), reverse("adoptions"), name="adoptions", icon_name="link", order=95)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("nachnutzungen/", views.overview, name="adoptions"),
        path("nachnutzungen/<int:pk>/", views_adoption.read, name="adoption"),
        path("nachnutzungen/neu/<int:page_id>/", views.adopt, name="adopt"),
        path("nachnutzungen/melden/<int:page_id>/", views.report, name="report_adoption"),
        path("nachnutzungen/fassung/<int:revision_id>/", views.change, name="practice_change"),
        path("nachnutzungen/mitteilungen/<int:page_id>/", views.quiet, name="adoption_news"),
    ]


@hooks.register("construct_page_chooser_queryset", order=100)
def only_live_practices(pages: Any, request: HttpRequest) -> Any:
    """One leans on, and links to, what others can read; not even on one's own drafts."""
    wanted = request.GET.get("page_type", "").lower()
    return pages.live() if wanted == PracticePage._meta.label_lower else pages


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ReportsPanel(request))
