"""What runs in districts like one's own, on the admin's home."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rights import districts_of
from bestpractice.fit.suggest import running_nearby
from core.adminhome import HomePanel

SHOWN = 3


class FittingPanel(HomePanel):
    """For whoever acts for a district; of several the first, the page behind it lets them choose."""

    order = 30
    part = "side"
    heading = _("Was läuft bei Kreisen wie unserem?")
    template_name = "wagtailadmin/home/_fitting.html"

    def is_shown(self) -> bool:
        return bool(districts_of(self.request.user))

    def content(self) -> dict[str, Any]:
        nearby = running_nearby(districts_of(self.request.user)[0])
        return {"nearby": nearby, "suggestions": nearby.suggestions[:SHOWN], "more_url": reverse("fitting_practices")}
