"""What the library adds to a material's form."""

from typing import Any

from wagtail.admin.panels import Panel


class FilePanel(Panel):
    """Below the file: what the portal could read of it, who can't, and whether it lies here already."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/admin/_file.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from library.duplicates import hints  # the models import their panels
            from library.models import FileText

            context: dict[str, Any] = super().get_context_data(parent_context)
            file = self.instance.file
            context["file"] = file
            context["text"] = FileText.objects.filter(file=file).first() if file else None
            context["hints"] = hints(file, self.request.user, self.instance.pk) if file else []
            return context


class VersionsPanel(Panel):
    """The earlier versions of a material, each with the way to take its file back."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/admin/_versions.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.versions.exists())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["versions"] = self.instance.versions.select_related("file")
            return context


class MissingEntriesPanel(Panel):
    """Above a dossier's entries: what of them readers don't see (any more)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/admin/_missing_entries.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.missing)

        @property
        def missing(self) -> list[Any]:
            from library.dossiers import missing_entries

            return list(missing_entries(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "missing": self.missing}
