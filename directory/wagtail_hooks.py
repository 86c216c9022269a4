"""The directory in the admin: its lists and forms, its part of the home, the button that confirms an entry."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from core.adminhome import Action, register_action
from directory.admin.offer import OfferViewSet
from directory.admin.organisation import OrganisationViewSet
from directory.admin.post import PostViewSet
from directory.adminhome import DraftsPanel, OwnerPanel, TodoPanel
from directory.checking import hooks as checking_hooks
from directory.coverage import hooks as coverage_hooks
from directory.exchange import export_hooks
from directory.exchange.admin import hooks as import_hooks
from directory.exchange.embedding import hooks as embedding_hooks
from directory.messages import hooks as message_hooks
from directory.models import DistrictPage
from directory.posts import hooks as posts_hooks
from directory.subscribed import hooks as subscribed_hooks
from directory.upkeep import hooks as upkeep_hooks

__all__ = [
    "checking_hooks",
    "coverage_hooks",
    "embedding_hooks",
    "export_hooks",
    "import_hooks",
    "message_hooks",
    "posts_hooks",
    "subscribed_hooks",
    "upkeep_hooks",
]  # register themselves


def for_districts(url_name: str) -> Any:
    """Entries belong to districts only; an association's page does not offer them."""

    def url(owner: Page) -> str:
        return reverse(url_name) if isinstance(owner, DistrictPage) else ""

    return url


register_action(Action(_("Neues Angebot"), 20, for_districts("offer:add")))
register_action(Action(_("Neue Einrichtung"), 30, for_districts("organisation:add")))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [OrganisationViewSet(), OfferViewSet(), PostViewSet()]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels += [OwnerPanel(request), TodoPanel(request), DraftsPanel(request)]
