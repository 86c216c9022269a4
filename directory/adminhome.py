"""The directory's sections of the admin's home: what one is responsible for, drafts, and what should be checked."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import Role
from accounts.rights import active_roles
from core.adminhome import HomePanel, actions_for
from directory.admin.entry_views import signed_in
from directory.checking import todos
from directory.coverage.rights import coverage_url, sight_of
from directory.models import AssociationPage, DistrictPage, LandPage
from directory.models.pages import OwnerPage

SHOWN = 10


def owners_of(roles: list[Role]) -> list[tuple[Role, OwnerPage]]:
    """Each role with the page of the body it acts for; the operator acts for none."""
    found: list[tuple[Role, OwnerPage]] = []
    for role in roles:
        page: OwnerPage | None = None
        if role.district_id:
            page = DistrictPage.objects.filter(district=role.district_id).first()
        elif role.association_id:
            page = AssociationPage.objects.filter(association=role.association_id).first()
        elif role.kind == Role.Kind.LAND:
            page = LandPage.objects.first()
        if page:
            found.append((role, page))
    return found


class OwnerPanel(HomePanel):
    """Whom one acts for, with the way to the public page and to everything new."""

    order = 10
    part = "top"
    template_name = "wagtailadmin/home/_owner.html"

    def is_shown(self) -> bool:
        return bool(owners_of(active_roles(signed_in(self.request))))

    def content(self) -> dict[str, Any]:
        return {
            "owners": [
                {
                    "role": role,
                    "page": page,
                    "url": page.get_url(self.request),
                    "coverage_url": self._coverage_of(role),
                    "actions": actions_for(page),
                }
                for role, page in owners_of(active_roles(signed_in(self.request)))
            ]
        }

    def _coverage_of(self, role: Role) -> str:
        """Of the role's own district, or of all."""
        if role.district:
            return coverage_url(signed_in(self.request), role.district)
        return reverse("coverage") if sight_of(signed_in(self.request)) else ""


class TodoPanel(HomePanel):
    """What is due for checking."""

    order = 20
    heading = _("Zu prüfen")
    template_name = "wagtailadmin/home/_todos.html"

    def is_shown(self) -> bool:
        return any(role.district_id for role in active_roles(signed_in(self.request)))

    def content(self) -> dict[str, Any]:
        person = signed_in(self.request)
        return {"todos": todos.first(person, SHOWN), "total": todos.count(person), "all_url": reverse("todo_list")}


class DraftsPanel(HomePanel):
    """Pages below the own bodies that hold something which is not published yet."""

    order = 40
    heading = _("Entwürfe")
    template_name = "wagtailadmin/home/_drafts.html"

    def is_shown(self) -> bool:
        return bool(owners_of(active_roles(signed_in(self.request))))

    def content(self) -> dict[str, Any]:
        below = Q()
        for _role, page in owners_of(active_roles(signed_in(self.request))):
            below |= Q(path__startswith=page.path)
        drafts = Page.objects.filter(below, has_unpublished_changes=True).order_by("-latest_revision_created_at")
        shown = [page.get_latest_revision_as_object() for page in drafts.specific()[:SHOWN]]
        return {"drafts": shown, "total": drafts.count()}
