"""For whom a preview link is."""

from django import forms

from bestpractice.models import PreviewLink


class PreviewLinkForm(forms.ModelForm[PreviewLink]):
    class Meta:
        model = PreviewLink
        fields = ("for_whom",)
