"""How allauth behaves here: nobody signs up alone, mails leave by the outbox, and throttling knows who tried."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rights import is_member
from core.outbox import queue_mail


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Closes the sign-up page; accounts come by invitation."""

    # allauth's own German says "du" here.
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": gettext_lazy("Bitte geben Sie Ihr jetziges Passwort ein."),
        "rate_limited": gettext_lazy("Das waren zu viele Anfragen in kurzer Zeit. Bitte warten Sie einen Augenblick."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context_: dict[str, Any]) -> None:
        """As plain text, through a row: the work process delivers it."""
        values = {"request": context.request, "email": email, "site_name": settings.WAGTAIL_SITE_NAME, **context_}
        message = self.render_mail(template_prefix, email, values)
        queue_mail(email, message.subject, message.body)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the admin; whoever has no role today stays outside, and is told so."""
        if is_member(request.user):
            return super().get_login_redirect_url(request)
        messages.info(request, _("Sie sind angemeldet, haben aber heute keine Rolle im Portal."))
        return "/"


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """AXES_USERNAME_CALLABLE: allauth says `email` where the form says `login`; case does not matter."""
    address = (credentials or {}).get("email") or request.POST.get("login")
    return address.strip().lower() if address else None


def client_ip(request: HttpRequest) -> str | None:
    """AXES_CLIENT_IP_CALLABLE: as allauth sees it, behind as many proxies as ALLAUTH_TRUSTED_PROXY_COUNT says."""
    return get_client_ip(request)
