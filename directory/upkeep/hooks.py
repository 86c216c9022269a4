"""Actors' changes in the admin: their addresses, their place in the menu and on the home."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from directory.admin.entry_views import signed_in
from directory.upkeep import admin_views
from directory.upkeep.adminhome import ProposalsPanel
from directory.upkeep.queries import decides


class ProposalsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return decides(signed_in(request))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ProposalsMenuItem(_("Änderungen"), reverse("proposals"), name="proposals", icon_name="edit", order=125)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("aenderungen/", admin_views.proposals, name="proposals"),
        path("einrichtungen/link/<int:pk>/", admin_views.invite_actor, name="invite_actor"),
    ]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ProposalsPanel(request))
