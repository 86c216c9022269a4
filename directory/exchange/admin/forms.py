"""What a person says about a list: which file for which district, and what its columns are."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange.columns import BY_NAME, COLUMNS, ROW_KIND, ROWS
from directory.exchange.reading import Heading, table_headings
from directory.exchange.sheets import MOST_BYTES, UnreadableError, is_json
from directory.models import Source
from regions.models import District


class GiveForm(forms.Form):
    """A file for one of the person's districts. `cleaned_data["content"]` holds its bytes."""

    district = forms.ModelChoiceField(District.objects.none(), label=gettext_lazy("Kreis"), empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy("CSV, Excel (XLSX) oder HSDS 3.0 JSON, bis 20 MB"),
        error_messages={"required": gettext_lazy("Bitte wählen Sie eine Datei.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name der Liste"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Daran erkennt das Portal sie beim nächsten Mal wieder. Leer: der Name der Datei."),
        widget=forms.TextInput(attrs={"list": "lists", "autocomplete": "off"}),
    )

    def __init__(self, districts: QuerySet[District], *args: Any) -> None:
        super().__init__(*args)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(districts) == 1:  # who acts for one district is not asked which
            self.fields["district"].widget = forms.HiddenInput()
            self.fields["district"].initial = districts[0]
        self.fields["file"].widget.attrs["accept"] = ".csv,.txt,.tsv,.xlsx,.json"

    def clean_file(self) -> UploadedFile:
        """Read once, so that a file which is no list is refused while its sender is still there."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 20 MB. Bitte teilen Sie die Liste auf."))
        content = file.read()
        try:
            if not is_json(content):
                table_headings(content, {})
        except UnreadableError as error:
            raise forms.ValidationError(str(error)) from error
        self.cleaned_data["content"] = content
        return file

    def clean(self) -> None:
        district, file = self.cleaned_data.get("district"), self.cleaned_data.get("file")
        if not district or not file:
            return
        name = self.cleaned_data.get("name") or PurePath(file.name or "").name[:120]
        self.cleaned_data["name"] = name
        if Source.objects.filter(district=district, name=name).exclude(kind=Source.Kind.FILE).exists():
            self.add_error("name", _("So heißt eine abonnierte Quelle; sie wird von selbst geholt."))


class MappingForm(forms.Form):
    """One choice a column. Fields are named by the column's place: titles are other people's texts."""

    def __init__(self, headings: list[Heading], erasing: list[str], *args: Any) -> None:
        super().__init__(*args)
        self.headings = headings
        for place, heading in enumerate(headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading.text, choices=choices(), required=False, initial=heading.column
            )
            self.fields[f"erase-{place}"] = forms.BooleanField(
                label=_("Leere Zellen von „%s“ löschen auch hier") % heading.text,
                required=False,
                initial=heading.column in erasing,
            )

    def lines(self) -> list[tuple[Heading, Any, Any]]:
        """(heading, field of its choice, field of its tick) for the page."""
        return [(one, self[f"column-{place}"], self[f"erase-{place}"]) for place, one in enumerate(self.headings)]

    def clean(self) -> None:
        chosen: dict[str, str] = {}
        for place, heading in enumerate(self.headings):
            column = self.cleaned_data.get(f"column-{place}", "")
            if column and column in chosen:
                text = _("„%(column)s“ ist schon die Spalte „%(other)s“.")
                self.add_error(f"column-{place}", text % {"column": label_of(column), "other": chosen[column]})
            chosen[column] = heading.text
        if "name" not in chosen:
            self.add_error(None, _("Bitte wählen Sie, in welcher Spalte der Name der Einrichtung steht."))

    def mapping(self) -> dict[str, str]:
        return {one.text: self.cleaned_data[f"column-{place}"] for place, one in enumerate(self.headings)}

    def erasing(self) -> list[str]:
        """Columns whose empty cells count."""
        ticked = [place for place in range(len(self.headings)) if self.cleaned_data[f"erase-{place}"]]
        return [name for place in ticked if (name := self.cleaned_data[f"column-{place}"])]


def choices() -> list[tuple[str, Any]]:
    """What a column may be, by what it says something about first; an address in one cell is a place's."""
    groups: dict[str, list[tuple[str, Any]]] = {kind: [] for kind in ROWS}
    for column in COLUMNS:
        if column.name != ROW_KIND:
            kind = next(iter(column.rows), "location")
            groups[kind].append((column.name, label_of(column.name)))
    kind_of_row = (ROW_KIND, BY_NAME[ROW_KIND].heading)
    alone: list[tuple[str, Any]] = [("", _("nicht übernehmen")), kind_of_row]
    return alone + [(str(ROWS[kind]), found) for kind, found in groups.items()]


def label_of(name: str) -> str:
    """A column's title where it stands alone: "Name" says too little there."""
    if name == "name":
        return _("Name der Einrichtung")
    return str(BY_NAME[name].heading) if name in BY_NAME else name
