"""For which district an editor writes something down."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bestpractice.models import DraftForDistrict, PracticePage
from regions.models import District


class BeginForm(forms.ModelForm[DraftForDistrict]):
    """A district of the association, and a title to begin with."""

    district = forms.ModelChoiceField(
        District.objects.none(),
        label=_("Kreis"),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen Sie einen Kreis.")},
    )
    title = forms.CharField(
        label=_("Titel"),
        max_length=PracticePage._meta.get_field("title").max_length,
        error_messages={"required": _("Bitte geben Sie dem Praxisbeispiel einen Titel.")},
    )

    class Meta:
        model = DraftForDistrict
        fields = ("source",)

    field_order = ("district", "title", "source")

    def __init__(self, districts: QuerySet[District], *args: Any) -> None:
        super().__init__(*args)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]  # a ModelChoiceField
