"""Forms about people: their entry and roles in the admin, and the first password after an invitation."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from accounts.invitations import invite
from accounts.models import Role, User


class PersonForm(WagtailAdminModelForm):
    """A person without password: the invitation asks for it."""

    email = forms.EmailField(
        label=_("Mailadresse"),
        help_text=_(
            "Damit meldet sich die Person an. Wenn Sie sie ändern, gilt die alte Adresse nicht mehr, und an die neue "
            "geht eine Einladung."
        ),
    )

    class Meta:
        model = User
        fields: ClassVar = ["email", "first_name", "last_name", "is_active"]
        labels: ClassVar = {"first_name": _("Vorname"), "last_name": _("Nachname"), "is_active": _("Konto aktiv")}
        help_texts: ClassVar = {
            "is_active": _("Ohne Haken kann sich die Person nicht anmelden; ihre Texte bleiben."),
        }

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editing_self = editing_self
        self.old_address = self.instance.email
        if editing_self:
            del self.fields["is_active"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Diese Adresse hat schon ein Konto."))
        return email

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """A new address ends the access by the old one: password, sessions, open links; the person is invited again.

        Operators who change their own address keep their password: a slip would lock out the only one who can help.
        """
        user: User = self.instance
        added = user.pk is None
        moved = not added and user.email != self.old_address
        if added or (moved and not self.editing_self):
            user.set_unusable_password()
        super().save(commit)
        if moved:
            EmailAddress.objects.filter(user=user).delete()
            if user.is_active and not self.editing_self:
                invite(user)
        return user


class RoleForm(WagtailAdminModelForm):
    """A role; Role.clean says in German what does not fit together."""

    class Meta:
        model = Role
        fields: ClassVar = ["user", "kind", "district", "association", "valid_from", "valid_until"]
        widgets: ClassVar = {"valid_from": AdminDateInput, "valid_until": AdminDateInput}
        help_texts: ClassVar = {
            "valid_from": _("Leer: sofort."),
            "valid_until": _("Der letzte Tag, an dem die Rolle gilt. Leer: bis auf Weiteres."),
        }


class FirstPasswordForm(SetPasswordForm):
    """The password that an invited person chooses."""


class TwiceTheSame:
    """Compares the two passwords itself, because allauth's own German says "du" when they differ."""

    cleaned_data: dict[str, Any]

    def clean_password2(self) -> str:
        second: str = self.cleaned_data["password2"]
        if self.cleaned_data.get("password1", second) != second:
            raise forms.ValidationError(_("Bitte geben Sie zweimal dasselbe Passwort ein."))
        return second


class ChangePasswordForm(TwiceTheSame, allauth_forms.ChangePasswordForm):
    """ACCOUNT_FORMS: on the account's own page."""


class NewPasswordForm(TwiceTheSame, allauth_forms.ResetPasswordKeyForm):
    """ACCOUNT_FORMS: by a mailed link."""
