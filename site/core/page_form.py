"""The admin's form for pages: what a page uses is public or one's own; what somebody real writes is no example."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class OwnThingsPageForm(WagtailAdminPageForm):
    """base_form_class of every page: a file, picture or draft of another body can't be used by knowing its number.

    What was sent is put back before the form is bound, because a form shown again would tell the title behind the
    number; the error says what happened.
    """

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._refused: list[tuple[Any, str]] = []
        if self.is_bound:
            self._put_back()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for form, name in self._refused:
            if form is self or form.errors is not None:  # a row is cleaned by asking for its errors
                form.add_error(name, _("Das gehört einer anderen Stelle. Bitte wählen Sie etwas Eigenes."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """What somebody real has written is no example any more, and stays when the examples go."""
        if not getattr(self.for_user, "is_example", False):
            self.instance.is_example = False
        return super().save(commit)

    def _put_back(self) -> None:
        """In the form itself and in the rows below it."""
        forms = [self, *(row for rows in self.formsets.values() for row in rows.forms)]
        before = [(form, name, value) for form in forms for name, value in _foreign(form, self.for_user)]
        if not before:
            return
        data = self.data.copy()
        for form, name, value in before:
            data[form.add_prefix(name)] = str(value or "")
            self._refused.append((form, name))
        for form in (*forms, *self.formsets.values()):
            form.data = data


def _foreign(form: Any, user: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a form that point at what this person may not use, each with the value that it had before."""
    for name, form_field in form.fields.items():
        field = next((field for field in form._meta.model._meta.get_fields() if field.name == name), None)
        if field is None:
            continue
        sent = form_field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        stored = getattr(form.instance, getattr(field, "attname", name), None) if field.concrete else None
        kept = set(_references(field, stored))
        if any(pair not in kept and not _allowed(user, *pair) for pair in _references(field, sent)):
            yield name, stored if isinstance(field, ForeignKey) else form_field.widget.format_value(stored)


def _references(field: Any, value: Any) -> Iterator[tuple[type[Model], str]]:
    """What a field's value points at, as (model, primary key): a key, or the links of a rich text."""
    if not value:
        return
    if isinstance(field, ForeignKey):
        yield field.remote_field.model, str(value)
    elif hasattr(field, "extract_references"):
        for model, pk, _model_path, _content_path in field.extract_references(value):
            yield model, str(pk)


def _allowed(user: Any, model: type[Model], pk: str) -> bool:
    from core.choosing import may_choose  # asks Wagtail's policies, which need the models that import this module

    try:
        thing = model._default_manager.filter(pk=pk).first()
    except ValueError:
        return True  # not a number: the field itself says so
    return thing is None or may_choose(user, thing)
