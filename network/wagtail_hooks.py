"""Announcements in the admin: the way to a new one, and the newest on everybody's home."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.adminhome import Action, new_page, register_action
from network.adminhome import AnnouncementsPanel
from network.models import AnnouncementPage

register_action(Action(_("Neue Mitteilung"), 5, new_page(AnnouncementPage)))


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(AnnouncementsPanel(request))
