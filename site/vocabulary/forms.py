"""How vocabulary is chosen and kept in the admin's forms: boxes to tick, and a topic's words line by line."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import ManyToManyField
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from regions.models import District
from vocabulary.models import FormerTopic, Language, SynonymGroup, TargetGroup, Topic, TopicTerm
from vocabulary.queries import topics_in_order

LINE = re.compile(r"^(?:(?P<language>[a-z]{2,3}):)?\s*(?P<text>.+)$")
LONGEST_WORD = 120


class ByUpperTopic(ModelChoiceIterator):
    """Lower topics under the name of the upper one, which can be chosen as a whole."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        groups: dict[str, list[tuple[Any, str]]] = {}
        for topic in topics_in_order():
            upper = topic.parent.name if topic.parent else topic.name
            label = topic.name if topic.parent else _("%s (allgemein)") % topic.name
            groups.setdefault(upper, []).append((self.field.prepare_value(topic), label))
        yield from groups.items()


class TopicField(forms.ModelMultipleChoiceField):
    """Topics as boxes, in their two tiers."""

    widget = forms.CheckboxSelectMultiple
    iterator = ByUpperTopic

    def clean(self, value: Any) -> Any:
        """A form that was open while a topic was merged still sends its number: the topic that took it in is meant."""
        sent = {str(pk) for pk in value or () if str(pk).isdecimal()}
        known = (
            FormerTopic.objects.filter(former_pk__in=sent).exclude(topic=None) if sent else FormerTopic.objects.none()
        )
        former = {str(pk): str(now) for pk, now in known.values_list("former_pk", "topic")}
        return super().clean(list(dict.fromkeys(former.get(str(pk), str(pk)) for pk in value)) if former else value)


def boxes_to_tick(field: ManyToManyField) -> dict[str, Any]:
    """For Wagtail's form fields: a list in which one must hold a key to choose two is no list for people."""
    chosen: object = field.remote_field.model
    if chosen is Topic:
        return {"form_class": TopicField}
    if chosen in (TargetGroup, Language, District):
        return {"widget": forms.CheckboxSelectMultiple}
    return {}


class TopicForm(WagtailAdminModelForm):
    """A topic with its other words and its translations, one a line."""

    synonyms = forms.CharField(
        label=gettext_lazy("Andere Wörter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ein Wort je Zeile. Wer so sucht, findet alles zu diesem Thema."),
    )
    translations = forms.CharField(
        label=gettext_lazy("Übersetzungen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Eine je Zeile, davor das Kürzel der Sprache. Zum Beispiel: en: Child care"),
    )
    kinds = {"synonyms": TopicTerm.Kind.SYNONYM, "translations": TopicTerm.Kind.TRANSLATION}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, kind in self.kinds.items():
                self.initial[name] = "\n".join(_line(term) for term in self.instance.terms.filter(kind=kind))

    def clean_slug(self) -> str:
        """Addresses with a former slug lead to the topic that took it in."""
        slug: str = self.cleaned_data["slug"]
        former = FormerTopic.objects.filter(slug=slug).select_related("topic").first()
        if former:
            raise forms.ValidationError(
                _("Dieses Kürzel gehörte „%s“, das in ein anderes Thema eingegangen ist.") % former
            )
        return slug

    def clean_parent(self) -> Topic | None:
        parent: Topic | None = self.cleaned_data["parent"]
        if parent and self.instance.pk and (parent == self.instance or self.instance.children.exists()):
            raise forms.ValidationError(_("Es gibt zwei Ebenen: Dieses Thema hat selbst welche unter sich."))
        return parent

    def clean_synonyms(self) -> set[tuple[str, str]]:
        return self._words("synonyms")

    def clean_translations(self) -> set[tuple[str, str]]:
        words = self._words("translations")
        if any(language == "de" for language, _text in words):
            raise forms.ValidationError(_("Bitte stellen Sie jedem Wort seine Sprache voran, zum Beispiel „en:“."))
        return words

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        twice = cleaned.get("synonyms", set()) & cleaned.get("translations", set())
        if twice:
            words = ", ".join(sorted(text for _language, text in twice))
            self.add_error("translations", _("Steht schon bei „Andere Wörter“: %s") % words)
        return cleaned

    def _words(self, name: str) -> set[tuple[str, str]]:
        """(language, word) of each line; a line without language is German."""
        words = set()
        for line in filter(None, map(str.strip, self.cleaned_data[name].splitlines())):
            match = LINE.match(line)
            if match is None or len(match["text"]) > LONGEST_WORD:
                raise forms.ValidationError(_("Diese Zeile ist zu lang oder leer: %s") % line[:60])
            words.add((match["language"] or "de", match["text"].strip()))
        return words

    def save(self, commit: bool = True) -> Topic:
        topic: Topic = super().save(commit)
        missing = {(kind, *word) for name, kind in self.kinds.items() for word in self.cleaned_data[name]}
        for term in topic.terms.all():  # all that go before any that come: a word may change its kind
            known = (TopicTerm.Kind(term.kind), term.language, term.text)
            if known in missing:
                missing.remove(known)
            else:
                term.delete()
        for kind, language, text in sorted(missing):
            TopicTerm.objects.create(topic=topic, kind=kind, language=language, text=text)
        return topic


def _line(term: TopicTerm) -> str:
    return term.text if term.language == "de" else f"{term.language}: {term.text}"


class SynonymGroupForm(WagtailAdminModelForm):
    """Two words at least, and none that stands in another group."""

    def clean_words(self) -> str:
        group = SynonymGroup(words=self.cleaned_data["words"])
        words = {word.lower() for word in group.as_words()}
        if len(words) < 2:
            raise forms.ValidationError(_("Bitte nennen Sie mindestens zwei Wörter, durch Komma getrennt."))
        for other in SynonymGroup.objects.exclude(pk=self.instance.pk):
            if double := words & {word.lower() for word in other.as_words()}:
                raise forms.ValidationError(_("Steht schon in einer anderen Gruppe: %s") % ", ".join(sorted(double)))
        return ", ".join(group.as_words())
