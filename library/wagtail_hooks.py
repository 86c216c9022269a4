"""Materials in the admin: the way to a new one, the addresses around its form, and what the form's script is."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.adminhome import Action, new_page, register_action
from library import admin_views
from library.admin import hooks as curating_hooks
from library.admin.materials import MaterialViewSet
from library.adminhome import MaterialsPanel
from library.models import MaterialPage

__all__ = ["curating_hooks"]  # register themselves

register_action(Action(_("Neues Material"), 40, new_page(MaterialPage)))


@hooks.register("register_admin_viewset")
def viewset() -> MaterialViewSet:
    return MaterialViewSet()


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MaterialsPanel(request))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("bibliothek/datei/", admin_views.file_notes, name="file_notes"),
        path("bibliothek/fassung/<int:pk>/zurueckziehen/", admin_views.withdraw_version, name="withdraw_version"),
    ]


@hooks.register("insert_editor_js")
def script() -> SafeString:
    return format_html('<script src="{}" type="module"></script>', static("js/material.js"))
