"""The list of one's own materials in the admin, with what is wrong with them as filters."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from library.models import MaterialPage
from library.todos import NEAR, dead, ending, over

OVER, SOON, DEAD, CLOSED = "over", "soon", "dead", "closed"
STATES = [
    (OVER, _("nicht mehr gültig")),
    (SOON, _("läuft bald ab")),
    (DEAD, _("Link nicht erreichbar")),
    (CLOSED, _("nicht barrierefrei")),
]


class MaterialFilterSet(PageFilterSet):
    """By kind, and by what its owner should look at."""

    state = django_filters.ChoiceFilter(label=_("Zustand"), choices=STATES, method="in_state", empty_label=_("alle"))

    class Meta:
        model = MaterialPage
        fields: ClassVar = ["kind"]

    def in_state(self, pages: QuerySet[MaterialPage], _name: str, state: str) -> QuerySet[MaterialPage]:
        today = timezone.localdate()
        if state == CLOSED:
            return pages.filter(file__text__is_accessible=False)
        found = {OVER: over(today), SOON: ending(today), DEAD: dead()}[state]
        return pages.filter(pk__in=found.values("pk"))


def remark(page: MaterialPage) -> str:
    """What is wrong with a material, in words; empty where nothing is."""
    today = timezone.localdate()
    check, text = getattr(page, "link_check", None), getattr(page.file, "text", None)
    found = [
        _("nicht mehr gültig") if page.is_out_of_date else "",
        _("läuft bald ab") if page.valid_until and today <= page.valid_until <= today + NEAR else "",
        _("Link nicht erreichbar") if check and check.is_dead and check.address == page.link else "",
        _("nicht barrierefrei") if text and text.is_accessible is False else "",
    ]
    return ", ".join(str(words) for words in found if words)


class MaterialIndexView(IndexView):
    """Of the owners for which the person acts."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("link_check", "file__text")


class MaterialViewSet(PageListingViewSet):
    """`/verwaltung/materialien/`."""

    name = "materials_admin"
    url_prefix = "materialien"
    model = MaterialPage
    icon = "doc-full-inverse"
    menu_label = _("Materialien")
    menu_order = 125
    add_to_admin_menu = True
    index_view_class = MaterialIndexView
    filterset_class = MaterialFilterSet
    columns: ClassVar = [
        PageTitleColumn("title", label=_("Titel"), sort_key="title", classname="title"),
        Column("remark", label=_("Hinweis"), accessor=remark),
        Column("kind", label=_("Art"), accessor="get_kind_display", sort_key="kind"),
        DateColumn("latest_revision_created_at", label=_("Geändert"), sort_key="latest_revision_created_at"),
        PageStatusColumn("status", label=_("Zustand"), sort_key="live"),
    ]
