"""Actors' changes on the admin's home: what waits for a look."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rights import districts_of
from core.adminhome import HomePanel
from directory.admin.entry_views import signed_in
from directory.upkeep.queries import proposals_for

SHOWN = 5


class ProposalsPanel(HomePanel):
    """Only while something waits: most districts let changes count at once."""

    order = 16
    heading = _("Änderungen der Einrichtungen")
    template_name = "wagtailadmin/home/_proposals.html"

    def is_shown(self) -> bool:
        person = signed_in(self.request)
        return bool(districts_of(person)) and proposals_for(person).waiting().exists()

    def content(self) -> dict[str, Any]:
        rows = proposals_for(signed_in(self.request)).waiting().order_by("pk")
        return {"waiting": rows[:SHOWN], "total": rows.count(), "all_url": reverse("proposals")}
