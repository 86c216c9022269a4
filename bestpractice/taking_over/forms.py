"""What a person says about a text: which file for which district, and which section each heading means."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bestpractice.models import PracticePage
from bestpractice.sections import SECTIONS, heading_of
from bestpractice.taking_over.parts import Part, take, texts_of
from bestpractice.taking_over.reading import NotTakenError, read
from regions.models import District

MOST_BYTES = 20 * 1024 * 1024
PLAIN = ("summary", "contact")  # short fields without rich text
UNKNOWN = "what_we_did"  # where a part goes that nobody recognises: nothing gets lost, and it is easily found there


class GiveTextForm(forms.Form):
    """A file for a district. `cleaned_data["taken"]` holds what was found in it."""

    district = forms.ModelChoiceField(District.objects.none(), label=gettext_lazy("Kreis"), empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy("Word (.docx) oder LibreOffice (.odt), bis 20 MB"),
        error_messages={
            "required": gettext_lazy("Bitte wählen Sie eine Datei."),
            "empty": gettext_lazy("Die Datei ist leer."),
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.odt"}),
    )

    def __init__(self, districts: QuerySet[District], *args: Any) -> None:
        super().__init__(*args)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(districts) == 1:  # who acts for one district is not asked which
            self.fields["district"].widget = forms.HiddenInput()
            self.fields["district"].initial = districts[0]

    def clean_file(self) -> UploadedFile:
        """Read at once, so that a file which is no text is refused while its sender is still there."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 20 MB. Vielleicht enthält sie große Bilder?"))
        try:
            self.cleaned_data["taken"] = take(read(file.read()), PurePath(file.name or "").name)
        except NotTakenError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class SectionsForm(forms.Form):
    """The title, and one choice a part. Fields are named by the part's place: headings are other people's texts."""

    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=255,
        error_messages={"required": gettext_lazy("Bitte geben Sie dem Praxisbeispiel einen Titel.")},
    )

    def __init__(self, title: str, parts: list[Part], *args: Any) -> None:
        super().__init__(*args)
        self.parts = parts
        self.fields["title"].initial = title
        for place, part in enumerate(parts):
            self.fields[f"part-{place}"] = forms.ChoiceField(
                label=_("Wohin mit „%s“?") % (part.heading or _("Text ohne Überschrift")),
                choices=choices(),
                required=False,
                initial=part.guess if fits(part) else UNKNOWN,
            )

    def lines(self) -> list[tuple[Part, Any]]:
        """(part, field of its choice) for the page."""
        return [(part, self[f"part-{place}"]) for place, part in enumerate(self.parts)]

    def unknown(self) -> int:
        """How many parts no section was guessed for."""
        return sum(not fits(part) for part in self.parts)

    def clean(self) -> None:
        if any(self.errors):
            return
        texts = self.texts()
        for place, field in enumerate(self._fields()):
            if field in PLAIN and len(texts[field]) > _limit(field):
                self.add_error(
                    f"part-{place}",
                    _("Für „%(field)s“ ist das zu lang: höchstens %(limit)s Zeichen.")
                    % {"field": heading_of(PracticePage(), field), "limit": _limit(field)},
                )

    def texts(self) -> dict[str, str]:
        """What goes into which field of the practice."""
        texts = texts_of(self.parts, [field if field not in PLAIN else "" for field in self._fields()])
        for plain in PLAIN:
            chosen = [part.text for part, field in zip(self.parts, self._fields(), strict=True) if field == plain]
            if chosen:
                texts[plain] = " ".join(chosen)
        return texts

    def _fields(self) -> list[str]:
        return [self.cleaned_data.get(f"part-{place}", "") for place in range(len(self.parts))]


def fits(part: Part) -> bool:
    """Whether the guessed section takes the part; a long contact does not go into one line."""
    return bool(part.guess) and (part.guess not in PLAIN or len(part.text) <= _limit(part.guess))


def choices() -> list[tuple[str, str]]:
    fields = ("summary", *(section.field for section in SECTIONS), "contact")
    return [*((field, heading_of(PracticePage(), field)) for field in fields), ("", _("weglassen"))]


def _limit(field: str) -> int:
    return int(PracticePage._meta.get_field(field).max_length or 0)
