"""Dossiers in the admin: the way to a new one, what it names, what readers miss, and the slot on the start page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.adminhome import Action, new_page, register_action
from library.admin.home import DossierPanel
from library.admin.offers import offer_chooser
from library.admin.start import StartSlotViewSet
from library.models import DossierPage

register_action(Action(_("Neues Dossier"), 35, new_page(DossierPage)))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [offer_chooser, StartSlotViewSet()]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(DossierPanel(request))
