"""What others say of the own district and nobody has answered, on the admin's home."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bestpractice.ledger.queries import waiting_for
from core.adminhome import HomePanel
from directory.admin.entry_views import signed_in


class ReportsPanel(HomePanel):
    """Shown only while there is something to answer."""

    order = 12
    heading = _("Nutzen Sie das?")
    template_name = "wagtailadmin/home/_adoptions.html"

    def is_shown(self) -> bool:
        return waiting_for(signed_in(self.request)).exists()

    def content(self) -> dict[str, Any]:
        return {"waiting": waiting_for(signed_in(self.request))}
