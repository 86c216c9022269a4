"""Drafts for districts on the admin's home: what waits for the district's word, what the editors are writing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bestpractice.for_districts.queries import offered_to_districts_of, written_by_associations_of
from core.adminhome import HomePanel
from directory.admin.entry_views import signed_in

SHOWN = 5


class OfferedPanel(HomePanel):
    """For the district's people, while something waits."""

    order = 12
    heading = _("Für Ihren Kreis aufgeschrieben")
    template_name = "bestpractice/for_districts/_offered.html"

    def is_shown(self) -> bool:
        return offered_to_districts_of(signed_in(self.request)).exists()

    def content(self) -> dict[str, Any]:
        return {"drafts": offered_to_districts_of(signed_in(self.request))}


class WrittenForDistrictsPanel(HomePanel):
    """For editors, while something is on its way."""

    order = 16
    heading = _("Für Kreise aufgeschrieben")
    template_name = "bestpractice/for_districts/_written.html"

    def is_shown(self) -> bool:
        return written_by_associations_of(signed_in(self.request)).exists()

    def content(self) -> dict[str, Any]:
        drafts = written_by_associations_of(signed_in(self.request))
        return {"drafts": drafts[:SHOWN], "total": drafts.count()}
