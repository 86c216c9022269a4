"""Forms about a post: whose name is shown, who stands in, who comes next."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from accounts.invitations import person_at
from accounts.models import User
from directory.models import HolderName, Post
from directory.posts.handover import holders_of


def people_around(post: Post) -> QuerySet[User]:
    """Who has or had a role for this post: the others of the net are nobody's list to choose from."""
    return User.objects.filter(Q(roles__district=post.district_id), is_active=True).distinct().order_by("email")


class DateField(forms.DateField):
    widget = AdminDateInput


class SomebodyForm(forms.Form):
    """Somebody known around the post, or a mail address, to which an invitation goes where it has no account yet."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), required=False, empty_label=_("jemand anderes (Mailadresse)")
    )
    email = forms.EmailField(
        label=_("Mailadresse"),
        required=False,
        help_text=_("Nur, wenn die Person oben nicht steht. Ohne Konto bekommt sie eine Einladung."),
        error_messages={"invalid": _("Bitte geben Sie eine vollständige Mailadresse an.")},
    )

    def __init__(self, *args: Any, post: Post, leave_out: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        people = people_around(post).exclude(pk=leave_out.pk if leave_out else 0)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        if not people:
            del self.fields["person"]
            self.fields["email"].help_text = _("Ohne Konto bekommt die Person eine Einladung.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        person, email = cleaned.get("person"), cleaned.get("email", "")
        if bool(person) == bool(email):
            message = (
                _("Bitte wählen Sie eine Person oder geben Sie eine Mailadresse an, nicht beides.")
                if person
                else _("Bitte geben Sie an, wer es sein soll.")
            )
            self.add_error("email", message)
        return cleaned

    def somebody(self) -> User:
        """The person meant; made on the spot for a new address, so only inside the transaction that needs it."""
        person: User | None = self.cleaned_data.get("person")
        return person or person_at(self.cleaned_data["email"])

    def describe(self) -> str:
        """Whom the form means, before an account is made."""
        return str(self.cleaned_data.get("person") or self.cleaned_data["email"])


class DeputyForm(SomebodyForm):
    first_day = DateField(label=_("Erster Tag"), initial=timezone.localdate)
    last_day = DateField(label=_("Letzter Tag"), help_text=_("Um Mitternacht danach enden die Rechte von selbst."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and first < timezone.localdate():
            self.add_error("first_day", _("Bitte wählen Sie heute oder einen späteren Tag."))
        if first and last and last < first:
            self.add_error("last_day", _("Der letzte Tag liegt vor dem ersten."))
        return cleaned


class LastDayForm(forms.Form):
    last_day = DateField(label=_("Letzter Tag"))


class HandoverForm(SomebodyForm):
    first_day = DateField(
        label=_("Übernimmt ab"), help_text=_("An diesem Tag um 0 Uhr gehen die Rechte über. Heute heißt: sofort.")
    )

    def __init__(self, *args: Any, by: User, may_choose: bool, **kwargs: Any) -> None:
        super().__init__(*args, leave_out=None if may_choose else by, **kwargs)
        self.by = by
        if may_choose:
            holders = holders_of(self.post)
            self.fields["predecessor"] = forms.ModelChoiceField(
                label=_("Wer übergibt"), queryset=holders, required=False, empty_label=_("niemand: kein Konto mehr da"),
                initial=holders.first(),
            )  # fmt: skip
            self.order_fields(["predecessor", "person", "email", "first_day"])

    def clean_first_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise ValidationError(_("Bitte wählen Sie heute oder einen späteren Tag."))
        return day

    @property
    def predecessor(self) -> User | None:
        """Who acts for one's own post hands over one's own."""
        found: User | None = self.cleaned_data.get("predecessor") if "predecessor" in self.fields else self.by
        return found


class NameForm(forms.ModelForm):
    """The name with its legal basis. Whose account it is decides who can take it back without a role."""

    class Meta:
        model = HolderName
        fields = ("name", "person", "basis", "basis_date", "note")
        widgets = {"basis_date": AdminDateInput}

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        holder = holders_of(post).filter(is_active=True).first()
        if holder:
            self.initial = {"person": holder.pk, "name": holder.get_full_name(), **self.initial}
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people_around(post)
        person.empty_label = _("ohne Konto")
        person.help_text = _("Diese Person kann die Nennung jederzeit selbst zurücknehmen und erfährt davon.")

    def clean_basis_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["basis_date"]
        if day > timezone.localdate():
            raise ValidationError(_("Eine Rechtsgrundlage, die erst kommt, trägt noch nicht."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("basis") == HolderName.Basis.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Bitte nennen Sie die Grundlage."))
        return cleaned
