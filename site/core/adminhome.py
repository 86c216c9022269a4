"""The admin's home: what its sections and its "Neu" buttons are. Each app adds its own in its wagtail_hooks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core import status

Words = str | Promise


class HomePanel(Component):
    """A section. `order`: its place among those of its part of the page; top runs over the full width."""

    order: ClassVar[int] = 100
    part: ClassVar[Literal["top", "main", "side"]] = "main"
    heading: ClassVar[Words] = ""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def is_shown(self) -> bool:
        """Whether the section concerns this person at all; an empty one that concerns them says so in words."""
        return True

    def content(self) -> dict[str, Any]:
        """What its template shows besides `panel`."""
        return {}

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"panel": self, "request": self.request, **self.content()}


@dataclass(frozen=True, slots=True)
class Action:
    """A way to write something new below an owner's page. `url` answers "" where that is not on offer."""

    label: Words
    order: int
    url: Callable[[Page], str]


_actions: list[Action] = []


def register_action(action: Action) -> None:
    _actions.append(action)


def new_page(model: type[Page]) -> Callable[[Page], str]:
    """The address of the form for a new page of this type below an owner."""

    def url(owner: Page) -> str:
        if model not in type(owner).creatable_subpage_models():
            return ""
        return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, owner.pk])

    return url


def actions_for(owner: Page) -> list[dict[str, Words]]:
    found = [(action.label, action.url(owner)) for action in sorted(_actions, key=lambda action: action.order)]
    return [{"label": label, "url": url} for label, url in found if url]


COMPONENTS = {
    "database": _("Datenbank"),
    "work": _("Arbeitsprozess"),
    "mail": _("Mailversand"),
    "search: database": _("Suche in der Datenbank"),
    "search: elasticsearch": _("Suche mit Elasticsearch"),
    "search: marks waiting": _("Änderungen, die noch eingelesen werden"),
    "search: rows behind": _("Einträge, die im Index noch fehlen"),
}


class StatusPanel(HomePanel):
    """For the operator: the same components as /readyz."""

    order = 50
    heading = _("Zustand des Portals")
    template_name = "wagtailadmin/home/_status.html"

    def is_shown(self) -> bool:
        return bool(getattr(self.request.user, "is_superuser", False))

    def content(self) -> dict[str, Any]:
        found = status.report()
        return {"components": [{"label": COMPONENTS.get(name, name), "health": found[name]} for name in found]}
