"""The forms: a visitor's have few fields, no account; whatever is refused says why, and what was typed stays."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.messages.spam import MOST_LINKS, Age, age_of, links_in, new_stamp, number_of, without_unseen
from directory.models import Message
from directory.models.message import LONGEST_TEXT
from regions.models import District
from regions.queries import find_place

STAMP_FAULTS = {
    Age.TOO_FAST: _("Das ging schneller, als man schreiben kann. Bitte schicken Sie es gleich noch einmal ab."),
    Age.TOO_OLD: _("Diese Seite stand lange offen. Ihr Text ist noch da: Bitte schicken Sie ihn noch einmal ab."),
    Age.NOT_OURS: _("Das Formular kam unvollständig an. Ihr Text ist noch da: Bitte schicken Sie ihn noch einmal ab."),
}
HONEY_FAULT = _(
    "Ein unsichtbares Feld war ausgefüllt; manche Browser tun das von selbst. Wir haben es geleert: "
    "Bitte schicken Sie Ihre Zuschrift noch einmal ab."
)
LINKS_FAULT = _(
    "Bitte höchstens zwei Internetadressen: Viele Adressen sind das Kennzeichen von Werbung. Nennen Sie die wichtigste."
)


class MessageForm(forms.ModelForm):
    """What all have in common: text, the address for an answer, and what keeps machines out."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees this one (CSS), so nobody fills it in but a machine.
    homepage = forms.CharField(required=False, label=_("Bitte leer lassen"))

    class Meta:
        model = Message
        fields: ClassVar = ["text", "email"]
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 6})}
        error_messages: ClassVar = {
            "email": {"invalid": _("Bitte geben Sie eine gültige Mailadresse ein, oder lassen Sie das Feld leer.")}
        }
        help_texts: ClassVar = {
            "email": _("Nur für die Antwort. Auch ohne sie: Wir zeigen Ihnen gleich, wo Sie die Antwort lesen."),
        }

    field_order = ["what", "title", "offered_by", "reachable", "place", "district", "text", "email"]

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        """Takes out of what was typed what nobody can see, before anything judges it."""
        self.typed = None if data is None else {name: without_unseen(str(data[name])) for name in data}
        super().__init__(self.typed, **kwargs)
        for name in {"text", "title", "offered_by", "reachable"} & set(self.fields):
            self.fields[name].widget.attrs["dir"] = "auto"  # Arabic and Persian from the right
        self.fields["homepage"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        self.fields["email"].widget.attrs |= {"autocomplete": "email"}
        self.initial["stamp"] = new_stamp()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._judge_stamp(str(cleaned.get("stamp", "")))
        if cleaned.get("homepage"):
            self.add_error(None, HONEY_FAULT)
            self._replace("homepage", "")
        texts = [str(cleaned.get(name, "")) for name in ("title", "offered_by", "reachable", "text")]
        if links_in(*texts) > MOST_LINKS:
            self.add_error("text", LINKS_FAULT)
        return cleaned

    def _judge_stamp(self, stamp: str) -> None:
        age = age_of(stamp)
        if age is Age.FINE:
            self.instance.submission = number_of(stamp)
            return
        self.add_error(None, STAMP_FAULTS[age])
        if age is not Age.TOO_FAST:
            self._replace("stamp", new_stamp())

    def _replace(self, name: str, value: str) -> None:
        """What the form shows instead of what was sent."""
        if self.typed is not None:
            self.typed[name] = value

    @property
    def honey(self) -> forms.BoundField:
        return self["homepage"]

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "homepage"]

    @property
    def faults(self) -> list[forms.BoundField]:
        return [field for field in self.shown_fields if field.errors]


class ErrorForm(MessageForm):
    """Something is wrong with an entry."""

    class Meta(MessageForm.Meta):
        fields: ClassVar = ["what", "text", "email"]
        labels: ClassVar = {"text": _("Was wäre richtig?")}
        widgets: ClassVar[dict[str, Any]] = {**MessageForm.Meta.widgets, "what": forms.RadioSelect}

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["what"].required = True
        self.fields["what"].choices = Message.What.choices  # type: ignore[attr-defined]  # without the empty one


class PlacedForm(MessageForm):
    """Asks for the place where the district is not known; a place in several districts asks back."""

    district = forms.ModelChoiceField(
        District.objects.none(), label=_("Welchen Kreis meinen Sie?"), required=False, widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, known: District | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.known = known
        self.candidates: tuple[District, ...] = ()
        if known:
            del self.fields["place"], self.fields["district"]
            self.instance.district = known
            return
        self.fields["place"].required = True
        self.fields["place"].widget.attrs |= {"autocomplete": "postal-code"}
        if self.typed is not None:
            self.candidates = find_place(self.typed.get("place", "")).districts
        if len(self.candidates) > 1:
            keys = [district.ags for district in self.candidates]
            self.fields["district"].queryset = District.objects.filter(ags__in=keys)  # type: ignore[attr-defined]
        else:
            del self.fields["district"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.known or not cleaned.get("place"):
            return cleaned
        if not self.candidates:
            self.add_error(
                "place", _("Diesen Ort kennen wir nicht. Versuchen Sie die Postleitzahl oder den Namen des Kreises.")
            )
        elif len(self.candidates) == 1:
            self.instance.district = self.candidates[0]
        elif chosen := cleaned.get("district"):
            self.instance.district = chosen
        else:
            self.add_error("district", _("Der Ort liegt in mehreren Kreisen. Bitte wählen Sie einen aus."))
        return cleaned


class QuestionForm(PlacedForm):
    """Something to ask the post."""

    class Meta(MessageForm.Meta):
        fields: ClassVar = ["place", "text", "email"]
        labels: ClassVar = {"text": _("Ihre Frage")}


class SuggestionForm(PlacedForm):
    """An offer that is missing."""

    class Meta(MessageForm.Meta):
        fields: ClassVar = ["title", "offered_by", "reachable", "place", "text", "email"]
        labels: ClassVar = {"text": _("Was wird dort angeboten?")}

    def __init__(self, data: Mapping[str, Any] | None = None, *, known: District | None = None, **kwargs: Any) -> None:
        super().__init__(data, known=known, **kwargs)
        self.fields["title"].required = True
        self.fields["title"].widget.attrs |= {"placeholder": ""}


class AnswerForm(forms.Form):
    """What the post answers, in the admin or by the link to its mailbox."""

    text = forms.CharField(label=_("Ihre Antwort"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 7}))

    def clean_text(self) -> str:
        return without_unseen(self.cleaned_data["text"])
