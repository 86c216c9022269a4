"""The admin's form for a practice: says what is missing in the words of the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bestpractice.missing import ALT_TEXT, TO_PUBLISH
from core.page_form import OwnThingsPageForm
from regions.models import Municipality

NO_DESCRIPTION = gettext_lazy("Diesem Bild fehlt die Beschreibung. Tragen Sie sie unter „Dieses Bild bearbeiten“ ein.")


class PracticeForm(OwnThingsPageForm):
    """What must be there to publish; a draft may lack it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, message in TO_PUBLISH.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = message
        for row in self.formsets["pictures"].forms if "pictures" in self.formsets else ():
            row.fields["alt_text"].error_messages["required"] = ALT_TEXT
        if "municipality" in self.fields:
            self._offer_own_municipalities()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("Das Ende liegt vor dem Beginn."))
        picture = cleaned.get("image")
        is_new = "image" in self.changed_data  # what an operator put there can't be described by the page's people
        if picture and is_new and not picture.description.strip() and not self.is_deferred_validation:
            self.add_error(
                "image", _("Diesem Bild fehlt die Beschreibung. Tragen Sie sie unter „Dieses Bild bearbeiten“ ein.")
            )
        self._judge_origin(cleaned.get("adapted_from"))
        return cleaned

    def _offer_own_municipalities(self) -> None:
        """Those of the district below whose page the practice hangs; a city has none."""
        page = self.parent_page or self.instance.get_parent()
        own = Municipality.objects.filter(district__page=page.pk)
        self.fields["municipality"].queryset = own
        if not own:
            del self.fields["municipality"]

    def _judge_origin(self, origin: Any) -> None:
        """Asked when it is set: that the origin was taken down later is no reason to refuse other changes."""
        from bestpractice.ledger.origin import mistake_in_origin  # asks the models, which import this module

        if origin and "adapted_from" in self.changed_data and (mistake := mistake_in_origin(self.instance, origin)):
            self.add_error("adapted_from", mistake)
