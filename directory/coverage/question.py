"""What is asked of the coverage, read from the address: topic, target group, language, district."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import District
from vocabulary.models import Language, TargetGroup, Topic

PATH = "/abdeckung/"
PARTS = ("topic", "district", "target_group", "language")


@dataclass(frozen=True, slots=True)
class Question:
    """Already valid: things that exist, or None."""

    topic: Topic | None = None
    target_group: TargetGroup | None = None
    language: Language | None = None
    district: District | None = None

    @property
    def opened(self) -> int | None:
        """The upper topic whose lower ones are shown: the chosen one, or the one above it."""
        return (self.topic.parent_id or self.topic.pk) if self.topic else None

    def params(self) -> dict[str, str]:
        found = {
            "topic": self.topic and self.topic.slug,
            "district": self.district and self.district.ags,
            "target_group": self.target_group and self.target_group.slug,
            "language": self.language and self.language.code,
        }
        return {name: value for name, value in found.items() if value}

    def address(self, path: str = PATH, **changes: str) -> str:
        """The address that asks this with other values; "" takes one away."""
        asked = {**self.params(), **changes}
        params = [(name, asked[name]) for name in PARTS if asked.get(name)]
        return f"{path}?{urlencode(params)}" if params else path


class QuestionForm(forms.Form):
    """Every part may be missing; what does not exist is refused in words, and the rest is asked all the same."""

    topic = forms.ChoiceField(label=_("Thema"), required=False)
    district = forms.ChoiceField(label=_("Kreis"), required=False)
    target_group = forms.ChoiceField(label=_("Für wen"), required=False)
    language = forms.ChoiceField(label=_("In welcher Sprache"), required=False)

    def __init__(self, data: Any, *, topics: Sequence[Topic], districts: Sequence[District]) -> None:
        """`topics`: upper ones, each followed by its lower ones. `districts`: those one may ask for."""
        super().__init__(data)
        groups, languages = list(TargetGroup.objects.all()), list(Language.objects.all())
        self._known: dict[str, dict[str, Any]] = {
            "topic": {topic.slug: topic for topic in topics},
            "district": {district.ags: district for district in districts},
            "target_group": {group.slug: group for group in groups},
            "language": {language.code: language for language in languages},
        }
        self._offer("topic", _("alle Themen"), [(t.slug, f"\u2003{t.name}" if t.parent_id else t.name) for t in topics])
        self._offer("district", _("alle Kreise"), [(d.ags, d.sort_name) for d in districts])
        self._offer("target_group", _("alle"), [(group.slug, group.name) for group in groups])
        self._offer("language", _("alle Sprachen"), [(language.code, language.name) for language in languages])

    def _offer(self, name: str, everything: Any, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]
        field.error_messages["invalid_choice"] = _("Das gibt es nicht oder nicht mehr.")

    def question(self) -> Question:
        """What was asked, without the parts that were refused."""
        self.is_valid()
        return Question(**{name: known.get(self.cleaned_data.get(name, "")) for name, known in self._known.items()})
