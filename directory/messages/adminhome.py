"""What visitors wrote and nobody has answered yet, on the admin's home."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rights import districts_of
from core.adminhome import HomePanel
from directory.admin.entry_views import signed_in
from directory.messages.queries import messages_for

SHOWN = 5


class MessagesPanel(HomePanel):
    """For the people of a district: open messages, the longest waiting first."""

    order = 5
    heading = _("Offene Zuschriften")
    template_name = "wagtailadmin/home/_visitor_messages.html"

    def is_shown(self) -> bool:
        return bool(districts_of(self.request.user))

    def content(self) -> dict[str, Any]:
        rows = messages_for(signed_in(self.request)).open()
        return {"waiting": rows[:SHOWN], "total": rows.count(), "all_url": reverse("message_inbox")}
