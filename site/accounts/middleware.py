"""Rights of today for each signed-in request, and what the admin needs that public pages must not have."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.rights import active_roles, sync_groups

ADMIN = "/verwaltung/"
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
        in_admin = request.path.startswith(ADMIN)
        if isinstance(request.user, User):
            sync_groups(request.user)
            if in_admin and settings.SECOND_FACTOR_REQUIRED and self._lacks_second_factor(request.user):
                messages.warning(request, _("Bitte richten Sie zuerst die Anmeldung in zwei Schritten ein."))
                return redirect("mfa_index")
        response = self.get_response(request)
        if in_admin:
            response.setdefault("Content-Security-Policy", ADMIN_POLICY)
        return response

    def _lacks_second_factor(self, user: User) -> bool:
        return any(role.kind in SECOND_FACTOR_FOR for role in active_roles(user)) and not is_mfa_enabled(user)
