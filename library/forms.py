"""The admin's form of a material."""

from typing import Any

from django.utils.translation import gettext as _

from core.page_form import OwnThingsPageForm


class MaterialForm(OwnThingsPageForm):
    """Whoever publishes a new file in place of a public one says what is new."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        public = self._meta.model.objects.filter(pk=self.instance.pk, live=True).first() if self.instance.pk else None
        if public is None or not public.file_id or not self.data.get("action-publish"):
            return cleaned
        file, said = cleaned.get("file"), cleaned.get("what_changed", "")
        if file and file.pk != public.file_id and said in ("", public.what_changed):
            self.add_error("what_changed", _("Bitte sagen Sie in einem Satz, was an der neuen Fassung neu ist."))
        return cleaned
