"""What the whole admin looks like: its home, its menu, its buttons, its style."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.admin.menu import MenuItem

from core.adminhome import StatusPanel

# Wagtail's reports and settings tell of other districts' work or concern the whole portal; its help is on other hosts.
ONLY_FOR_OPERATOR = {"reports", "settings"}
FOR_NOBODY = {"help"}


@hooks.register("construct_homepage_panels", order=-100)
def start_with_nothing(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own sections out; those of our apps come after."""
    panels[:] = [StatusPanel(request)]


@hooks.register("construct_homepage_panels", order=10_000)
def keep_what_concerns_the_person(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if panel.is_shown()]


@hooks.register("construct_homepage_summary_items", order=10_000)
def no_figures(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are helps nobody to begin the day."""
    items.clear()


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    hidden = FOR_NOBODY if getattr(request.user, "is_superuser", False) else FOR_NOBODY | ONLY_FOR_OPERATOR
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_page_action_menu")
def publish_first(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """A district publishes its own at once, so that is the button; saving a draft stands in its menu."""
    items.sort(key=lambda item: not isinstance(item, PublishMenuItem))


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
