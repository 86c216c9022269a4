"""Messages in the admin: their addresses, their place in the menu and on the home."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from directory.admin.entry_views import signed_in
from directory.admin.prefill import register_prefill
from directory.messages import admin_views
from directory.messages.adminhome import MessagesPanel
from directory.messages.prefill import PARAMETER, from_suggestion
from directory.messages.queries import keeps_messages, messages_for

register_prefill(PARAMETER, from_suggestion)


class InboxMenuItem(MenuItem):
    """With the number of open ones."""

    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_messages(signed_in(request))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        waiting = messages_for(signed_in(request)).open().count()
        label = f"{self.label} ({waiting})" if waiting else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def inbox_menu_item() -> MenuItem:
    return InboxMenuItem(_("Zuschriften"), reverse("message_inbox"), name="messages", icon_name="mail", order=100)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("zuschriften/", admin_views.inbox, name="message_inbox"),
        path("zuschriften/<int:pk>/", admin_views.read, name="message_read"),
    ]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MessagesPanel(request))
