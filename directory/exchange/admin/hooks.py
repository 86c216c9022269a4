"""Bringing a list in: its place in the admin's menu, and its two addresses."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from directory.admin.entry_views import signed_in
from directory.admin.forms import districts_for
from directory.exchange.admin import views


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return districts_for(signed_in(request)).exists()


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ImportMenuItem(_("Aufnehmen"), reverse("imports"), name="imports", icon_name="upload", order=144)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("aufnehmen/", views.imports, name="imports"),
        path("aufnehmen/<int:pk>/", views.one_import, name="import"),
    ]
