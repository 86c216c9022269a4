"""Pages about accounts beside allauth's: accepting an invitation, and the operator's button that sends one."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_denied
from wagtail.admin.views import account

from accounts.forms import FirstPasswordForm
from accounts.invitations import Invitation, State, invite, just_mailed, read_token
from accounts.models import User
from accounts.rights import is_operator


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening the link only shows a form, because mail scanners open every link; sending it sets the password."""
    found = read_token(token)
    if found is None:
        return render(request, "account/invitation_unknown.html", status=404)
    if found.state is not State.OPEN:
        return _closed(request, found)
    form = FirstPasswordForm(found.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _accept(request, found.user, form)
    return render(request, "account/invitation.html", {"form": form, "invited": found.user})


def _accept(request: HttpRequest, user: User, form: FirstPasswordForm) -> HttpResponseBase:
    with transaction.atomic():
        form.save()
        # The link came to this address: it is proven.
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    messages.success(request, _("Ihr Passwort ist gesetzt. Willkommen!"))
    response: HttpResponseBase = perform_login(request, user)
    return response


def _closed(request: HttpRequest, found: Invitation) -> HttpResponse:
    """A used or expired link says so; a click sends a new one to the address on file."""
    if request.method == "POST":
        if not just_mailed(found.user):
            _send_new_link(request, found)
        return render(request, "account/invitation_sent.html")
    context = {"used": found.state is State.USED}
    return render(request, "account/invitation_closed.html", context, status=410)


@transaction.atomic
def _send_new_link(request: HttpRequest, found: Invitation) -> None:
    """Who has chosen a password gets the mail that resets it, which also tells that somebody asked."""
    if found.state is State.EXPIRED:
        invite(found.user)
        return
    form = ResetPasswordForm({"email": found.user.email})
    if form.is_valid():
        form.save(request)


class AccountPage(account.AccountView):
    """Wagtail's page of one's own account, without the portrait: a file in nobody's collection."""

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if not isinstance(panel, account.AvatarSettingsPanel)]


@require_http_methods(["GET", "POST"])
def invite_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then puts an invitation into the outbox; for operators."""
    if not is_operator(request.user):
        return permission_denied(request)
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        with transaction.atomic():
            invite(person)
        messages.success(request, _("Die Einladung an %(email)s ist unterwegs.") % {"email": person.email})
        return redirect("wagtailusers_users:index")
    return render(request, "accounts/invite_person.html", {"person": person})
