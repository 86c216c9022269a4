"""Rights of today for each signed-in request, and what the admin needs that public pages must not have."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied

from accounts.admin_guard import may_enter
from accounts.models import Role, User
from accounts.rights import active_roles, is_member, is_operator, sync_groups

ADMIN = "/verwaltung/"
ALWAYS_OPEN = {"wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
# Wagtail's admin carries inline script and style; it still loads nothing from another host.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
)
SECOND_FACTOR_FOR = {Role.Kind.EDITOR, Role.Kind.OPERATOR}


class DatedRolesMiddleware:
    """A role that began or ended at midnight counts from the next request on, without signing in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            sync_groups(request.user)
        response = self.get_response(request)
        if request.path.startswith(ADMIN):
            response.setdefault("Content-Security-Policy", ADMIN_POLICY)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Before any view of the admin: who has no role, lacks the second factor, or names what is not theirs."""
        user, match = request.user, request.resolver_match
        if not request.path.startswith(ADMIN) or not isinstance(user, User) or match is None:
            return None
        if match.view_name in ALWAYS_OPEN:
            return None
        if not is_member(user):
            messages.info(request, _("Sie haben heute keine Rolle im Portal."))
            return redirect("/")
        if settings.SECOND_FACTOR_REQUIRED and _lacks_second_factor(user):
            messages.warning(request, _("Bitte richten Sie zuerst die Anmeldung in zwei Schritten ein."))
            return redirect("mfa_index")
        if not is_operator(user) and not may_enter(request, match.view_name, kwargs):
            refused: HttpResponseBase = permission_denied(request)
            return refused
        return None


def _lacks_second_factor(user: User) -> bool:
    return any(role.kind in SECOND_FACTOR_FOR for role in active_roles(user)) and not is_mfa_enabled(user)
