"""Announcements on the admin's home: what the Land and the associations told, with what is due."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.adminhome import HomePanel
from network.models import AnnouncementPage

SHOWN = 5


class AnnouncementsPanel(HomePanel):
    """For every member: the newest whose deadline has not passed."""

    order = 10
    part = "side"
    heading = _("Mitteilungen")
    template_name = "wagtailadmin/home/_announcements.html"

    def content(self) -> dict[str, Any]:
        current = AnnouncementPage.objects.live().filter(
            Q(deadline__isnull=True) | Q(deadline__gte=timezone.localdate())
        )
        return {"announcements": current.order_by("-first_published_at")[:SHOWN]}
