"""The admin's form for a practice: says what is missing in the words of the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.page_form import OwnThingsPageForm

MISSING = {
    "title": gettext_lazy("Bitte geben Sie dem Praxisbeispiel einen Titel."),
    "starting_point": gettext_lazy("Bitte schreiben Sie, woran es gefehlt hat: Ein, zwei Sätze genügen."),
    "what_we_did": gettext_lazy("Bitte schreiben Sie, was Sie getan haben."),
    "what_it_took": gettext_lazy("Bitte schreiben Sie, was es gebraucht hat: auch ungefähr."),
    "contact": gettext_lazy("Bitte nennen Sie eine Stelle oder ein Postfach für Rückfragen."),
}


class PracticeForm(OwnThingsPageForm):
    """What must be there to publish; a draft may lack it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, message in MISSING.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = message

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("Das Ende liegt vor dem Beginn."))
        return cleaned
