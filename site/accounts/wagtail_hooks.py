"""Where the admin asks about rights, and what of it is not for everybody."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from accounts.adminhome import NoticesPanel, read_notice
from accounts.people_admin import RoleViewSet
from core.choosing import choosable_pages
from core.files import refuse_unless_open
from core.models import BasePage

hooks.register("before_serve_document", refuse_unless_open)


@hooks.register("register_admin_viewset")
def register_roles() -> RoleViewSet:
    return RoleViewSet("roles", url_prefix="rollen")


@hooks.register("construct_page_chooser_queryset")
def show_live_pages_and_ones_own(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return choosable_pages(request.user, pages)


@hooks.register("before_serve_page")
def keep_members_pages_for_members(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase | None:
    if not isinstance(page, BasePage) or page.may_be_read_by(request.user):
        return None
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())


@hooks.register("register_account_menu_item")
def change_password(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("account_change_password"),
        "label": _("Passwort ändern"),
        "help_text": _("Ein eigenes Passwort mit mindestens 12 Zeichen."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Anmeldung in zwei Schritten"),
        "help_text": _("App mit Codes, Passkeys und Notfallcodes."),
    }


@hooks.register("construct_homepage_panels")
def show_notices(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(NoticesPanel(request))


@hooks.register("register_admin_urls")
def notice_urls() -> list[URLPattern]:
    return [path("nachrichten/<int:pk>/gelesen/", read_notice, name="read_notice")]
