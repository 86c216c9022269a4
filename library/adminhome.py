"""Materials on the admin's home: what the owner should look at."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.rights import active_roles
from core.adminhome import HomePanel
from directory.admin.entry_views import signed_in
from directory.adminhome import owners_of
from library.todos import Todo, below, todos

SHOWN = 10


class MaterialsPanel(HomePanel):
    """Only while something waits: most materials stay good for years."""

    order = 22
    heading = _("Materialien, die einen Blick brauchen")
    template_name = "wagtailadmin/home/_materials.html"

    def is_shown(self) -> bool:
        self.todos: list[Todo] = todos(
            below(page.path for _role, page in owners_of(active_roles(signed_in(self.request))))
        )
        return bool(self.todos)

    def content(self) -> dict[str, Any]:
        return {"todos": self.todos[:SHOWN], "total": len(self.todos)}
