"""Practices in the admin: the way to a new one, its contact filled in, and the editors' review."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.signals import init_new_page

from accounts.rights import associations_of
from bestpractice import missing, views_feedback, views_review
from bestpractice.adminhome import ReviewPanel
from bestpractice.contact import looks_like_a_person
from bestpractice.fit.adminhome import FittingPanel
from bestpractice.for_districts import hooks as for_districts_hooks
from bestpractice.ledger import hooks as ledger_hooks
from bestpractice.models import PracticePage
from bestpractice.new_draft import contact_of
from bestpractice.preview import hooks as preview_hooks
from bestpractice.taking_over import hooks as taking_over_hooks
from core.adminhome import Action, new_page, register_action
from directory.models import DistrictPage

__all__ = ["for_districts_hooks", "ledger_hooks", "preview_hooks", "taking_over_hooks"]  # register themselves

register_action(Action(_("Neues Praxisbeispiel"), 10, new_page(PracticePage)))


def fill_in_contact(sender: type[Page], page: Page, parent: Page, **kwargs: Any) -> None:
    if isinstance(page, PracticePage) and isinstance(parent, DistrictPage):
        page.contact = contact_of(parent.district)


init_new_page.connect(fill_in_contact, dispatch_uid="bestpractice.fill_in_contact")


@hooks.register("after_publish_page")
def say_what_else_helps(request: HttpRequest, page: Page) -> None:
    """Published is published; these only tell what the author may have missed."""
    if not isinstance(page, PracticePage):
        return
    if gaps := missing.for_seal(page):
        what = ", ".join(gap.label for gap in gaps)
        messages.info(request, _("Für die Empfehlung fehlt noch: %(what)s.") % {"what": what})
    if looks_like_a_person(page.contact):
        messages.warning(request, missing.PERSONAL_CONTACT)


class ReviewMenuItem(MenuItem):
    """For editors only; the operator runs the portal, and reviews nothing."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(associations_of(request.user))


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    return ReviewMenuItem(_("Begutachtung"), reverse("review_queue"), name="review", icon_name="success", order=90)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("begutachtung/", views_review.queue, name="review_queue"),
        path("begutachtung/<int:pk>/", views_review.read, name="review"),
        path("rueckmeldungen/<int:pk>/", views_feedback.show, name="feedback"),
    ]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ReviewPanel(request))
    panels.append(FittingPanel(request))
