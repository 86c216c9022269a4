"""Drafts for districts in the admin: addresses, the editors' menu, the home of both sides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from bestpractice.for_districts import acts, views
from bestpractice.for_districts.adminhome import OfferedPanel, WrittenForDistrictsPanel
from bestpractice.for_districts.queries import member_districts
from bestpractice.models import DraftForDistrict
from core.adminhome import Action, register_action
from directory.admin.entry_views import signed_in
from directory.models import AssociationPage


def for_associations(owner: Page) -> str:
    return reverse("drafts_for_districts") if isinstance(owner, AssociationPage) else ""


register_action(Action(_("Für einen Kreis aufschreiben"), 40, for_associations))


class ForDistrictsMenuItem(MenuItem):
    """For editors whose association has districts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return member_districts(signed_in(request)).exists()


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ForDistrictsMenuItem(
        _("Für Kreise"), reverse("drafts_for_districts"), name="for_districts", icon_name="edit", order=92
    )


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("fuer-kreise/", views.drafts_for_districts, name="drafts_for_districts"),
        path("fuer-kreise/<int:page_id>/", views.draft_for_district, name="draft_for_district"),
    ]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels += [OfferedPanel(request), WrittenForDistrictsPanel(request)]


@hooks.register("after_edit_page")
def saving_takes_over(request: HttpRequest, page: Page) -> None:
    """Whoever writes on it for the district has made it the district's: two sides never change one text."""
    draft = DraftForDistrict.objects.filter(practice=page.pk, state__in=DraftForDistrict.WITH_EDITORS).first()
    person = signed_in(request)
    if draft and not draft.practice.live and acts.acts_for_district(person, draft):
        acts.take(draft, person)
        messages.info(request, _("Der Entwurf gehört jetzt Ihrem Kreis. Die Redaktion ändert ihn nicht mehr."))
