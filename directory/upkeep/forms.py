"""The two forms that an actor fills in on a phone: at most twelve fields each."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Location, Offer, Organisation
from directory.secrets import betrayed, hidden_streets
from directory.upkeep.values import OF_ADDRESS, Values, plain
from vocabulary.models import Language, Topic

FREE_TEXTS = ("description", "summary", "times", "place", "cost", "requirements", "contact", "opening_hours", "title")


class UpkeepForm(forms.ModelForm):
    """Reads what was typed as plain values; saving is the business of changes.py."""

    organisation: Organisation

    def values(self) -> Values:
        """As upkeep.values knows them."""
        found: Values = {}
        for field in self.fields:
            value = self.cleaned_data[field]
            if field == "languages":
                value = sorted(language.code for language in value)
            elif field == "topics":
                value = sorted(topic.slug for topic in value)
            found[field] = plain(value)
        return found

    def streets_to_hide(self) -> list[str]:
        return hidden_streets(self.organisation)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        texts = {field: cleaned[field] for field in FREE_TEXTS if field in cleaned and field not in self.of_address()}
        for field, message in betrayed(texts, self.streets_to_hide()).items():
            self.add_error(field, message)
        return cleaned

    def of_address(self) -> tuple[str, ...]:
        return ()


class OrganisationUpkeepForm(UpkeepForm):
    """The organisation and one of its places; others stay as they are."""

    website = forms.URLField(label=gettext_lazy("Website"), required=False, max_length=200, assume_scheme="https")
    street = Location._meta.get_field("street").formfield()
    postcode = Location._meta.get_field("postcode").formfield()
    place = Location._meta.get_field("place").formfield()
    hide_address = Location._meta.get_field("hide_address").formfield()

    class Meta:
        model = Organisation
        fields: ClassVar = ["name", "description", "phone", "email", "website", "opening_hours", "languages", "topics"]
        widgets: ClassVar = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "languages": forms.CheckboxSelectMultiple,
            "topics": forms.CheckboxSelectMultiple,
        }

    field_order = [
        "name", "description", "phone", "email", "website", "opening_hours", *OF_ADDRESS, "languages", "topics",
    ]  # fmt: skip

    def __init__(self, data: Any, *, organisation: Organisation, initial: Values) -> None:
        super().__init__(data, instance=organisation, initial=initial)
        self.organisation = organisation
        self.fields["email"].help_text = _("Eine Funktionsadresse: Sie bleibt, wenn Personen wechseln.")
        self.fields["languages"].queryset = Language.objects.all()  # type: ignore[attr-defined]
        self.fields["topics"].queryset = Topic.objects.exclude(parent=None)  # type: ignore[attr-defined]

    def of_address(self) -> tuple[str, ...]:
        return OF_ADDRESS

    def streets_to_hide(self) -> list[str]:
        own = [self.cleaned_data.get("street") or ""] if self.cleaned_data.get("hide_address") else []
        return [*super().streets_to_hide(), *own]

    def clean_hide_address(self) -> bool:
        """An address that becomes secret may stand in an offer's text already."""
        hides = bool(self.cleaned_data["hide_address"])
        street = self.cleaned_data.get("street") or ""
        if hides and street:
            for offer in self.organisation.offers.all():
                if betrayed({field: getattr(offer, field, "") for field in FREE_TEXTS}, [street]):
                    raise ValidationError(_("Die Straße steht noch im Angebot „%s“. Bitte dort zuerst ändern.") % offer)
        return hides


class OfferUpkeepForm(UpkeepForm):
    class Meta:
        model = Offer
        fields: ClassVar = [
            "title", "summary", "description", "times", "place", "cost", "is_free", "requirements", "contact",
            "is_accessible", "languages", "valid_until",
        ]  # fmt: skip
        widgets: ClassVar = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "languages": forms.CheckboxSelectMultiple,
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar = {"place": gettext_lazy("Leer heißt: an Ihrer Adresse.")}

    def __init__(self, data: Any, *, organisation: Organisation, offer: Offer | None = None) -> None:
        super().__init__(data, instance=offer or Offer(organisation=organisation))
        self.organisation = organisation
        self.fields["languages"].queryset = Language.objects.all()  # type: ignore[attr-defined]
