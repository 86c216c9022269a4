"""What the library adds to a material's form."""

from typing import Any

from wagtail.admin.panels import Panel


class TextStatePanel(Panel):
    """Below the file: what the portal could read of it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/admin/_text_state.html"

        def is_shown(self) -> bool:
            return bool(self.instance.file_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from library.models import FileText  # the models import their panels

            context: dict[str, Any] = super().get_context_data(parent_context)
            context["text"] = FileText.objects.filter(file=self.instance.file_id).first()
            return context
