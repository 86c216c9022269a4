"""The way from the admin to the coverage."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from directory.coverage.rights import sight_of


class CoverageItem(MenuItem):
    """For all who may look at some district."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sight_of(request.user) is not None


@hooks.register("register_admin_menu_item")
def way_to_the_coverage() -> MenuItem:
    return CoverageItem(_("Abdeckung"), reverse_lazy("coverage"), name="coverage", icon_name="table", order=250)
