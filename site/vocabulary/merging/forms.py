"""Which two become one, and whether the source's words go along."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from vocabulary.forms import ByUpperTopic
from vocabulary.merging.merge import check
from vocabulary.models import Topic


class TopicChoiceField(forms.ModelChoiceField):
    """One topic, the lower ones under the name of the upper."""

    class Iterator(ByUpperTopic):
        def __iter__(self) -> Any:
            yield "", self.field.empty_label
            yield from super().__iter__()

    iterator = Iterator


class PairForm(forms.Form):
    """Both exist and can become one; `source` is in the address of the preview."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        source, target = cleaned.get("source"), cleaned.get("target")
        if source and target:
            try:
                check(source, target)
            except ValidationError as error:
                self.add_error("target", error)
        return cleaned


class TopicPairForm(PairForm):
    source = TopicChoiceField(Topic.objects.all(), label=_("Dieses Thema"), empty_label=_("Bitte wählen"))
    target = TopicChoiceField(Topic.objects.all(), label=_("geht ein in"), empty_label=_("Bitte wählen"))


class TagPairForm(PairForm):
    source = forms.ModelChoiceField(
        Tag.objects.order_by("name"), label=_("Dieses Schlagwort"), empty_label=_("Bitte wählen")
    )
    target = forms.ModelChoiceField(Tag.objects.order_by("name"), label=_("geht ein in"), empty_label=_("Bitte wählen"))
