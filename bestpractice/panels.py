"""How a practice's form guides: screens one after the other, an example below a field, and what is still missing."""

from typing import Any

from django.forms import Media
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface

# These say nothing about whether somebody has begun the full form: they are filled from the start, or by themselves.
FILLED_ANYWAY = frozenset({"status", "slug", "lessons_are_public"})


class ExampleField(FieldPanel):
    """A field with an example that a good answer looks like, folded away below it."""

    def __init__(self, field_name: str, *, example: Any = "", **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.example = example

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "example": self.example}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "bestpractice/admin/example_field.html"


class Screen(ObjectList):
    """One screen of the form. `is_further`: not part of the Kurzmeldung, shown when somebody wants to tell more."""

    def __init__(self, *args: Any, is_further: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_further = is_further

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "is_further": self.is_further}


class GuidedForm(TabbedInterface):
    """The screens as tabs, with a way from each to the next. The further ones wait until they are asked for, but their
    fields are in the form from the start: nothing is lost by showing them, and nothing by not showing them.
    """

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "bestpractice/admin/guided_form.html"

        @property
        def media(self) -> Media:
            return super().media + Media(js=["js/guided_form.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from bestpractice import missing, remarks_at_fields  # the models import their panels

            context: dict[str, Any] = super().get_context_data(parent_context)
            context["is_grown"] = self.is_grown()
            context["last_short"] = self.panel.children[self._number_of_short_screens() - 1].heading
            if self.instance.pk:
                context["has_feedback"] = remarks_at_fields.place(self)
                context["to_publish"] = missing.for_publishing(self.instance)
                context["for_seal"] = missing.for_seal(self.instance)
                context["worth_adding"] = missing.worth_adding(self.instance)
            return context

        def is_grown(self) -> bool:
            """Whether the full form is open: it was asked for, or holds something, or something in it is wrong."""
            if self.request.POST.get("guided-form-grown"):
                return True
            names = {name for screen in self.panel.children if screen.is_further for name in _names(screen)}
            mistaken = self.form.is_bound and (names & set(self.form.errors) or _mistaken_rows(self.form))
            return bool(mistaken) or any(_is_filled(self.instance, name) for name in names - FILLED_ANYWAY)

        def _number_of_short_screens(self) -> int:
            return sum(not screen.is_further for screen in self.panel.children)


def _names(panel: Any) -> set[str]:
    """The fields and rows that a panel asks for, by name."""
    options = panel.get_form_options()
    return {*options.get("fields", ()), *options.get("formsets", {})}


def _mistaken_rows(form: Any) -> bool:
    return any(not formset.is_valid() for formset in form.formsets.values())


def _is_filled(instance: Any, name: str) -> bool:
    value = getattr(instance, name)
    return bool(value.all()) if hasattr(value, "all") else value not in (None, "", False)
