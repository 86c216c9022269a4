"""On the admin's home: dossiers in which readers miss something."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.adminhome import HomePanel
from library.admin.start import owners_for
from library.dossiers import missing_entries
from library.models import DossierPage


class DossierPanel(HomePanel):
    """For the editors of a dossier: what it names was withdrawn, deleted or is over."""

    order = 30
    heading = _("In Ihren Dossiers fehlt etwas")
    template_name = "wagtailadmin/home/_dossiers.html"

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        own = DossierPage.objects.live().filter(
            pk__in=[
                pk for owner in owners_for(request.user) for pk in owner.get_children().values_list("pk", flat=True)
            ]
        )
        self.gaps = [(dossier, gaps) for dossier in own if (gaps := list(missing_entries(dossier)))]

    def is_shown(self) -> bool:
        return bool(self.gaps)

    def content(self) -> dict[str, Any]:
        return {"gaps": self.gaps}
