"""People and their roles in the admin; only operators come here."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Prefetch
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users

from accounts.forms import PersonForm, RoleForm
from accounts.models import Role, User
from accounts.views import invite_person
from accounts.views_personal import erase_person, tell_person


class PersonIndexView(users.IndexView):
    """Who is in the portal, with today's roles. Without bulk actions: one of them hands out groups."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    page_title = _("Personen")
    add_item_label = _("Person anlegen")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(users.UserColumn)
        return [
            title("name", accessor=str, label=_("Name"), get_url=self.get_edit_url, sort_key="last_name"),
            Column("email", label=_("Mailadresse"), sort_key="email"),
            Column("roles", accessor=_roles_today, label=_("Rollen heute")),
            BooleanColumn("is_active", label=_("aktiv"), sort_key="is_active"),
        ]

    def get_base_queryset(self) -> Any:
        return (
            super()
            .get_base_queryset()
            .prefetch_related(
                Prefetch(
                    "roles", Role.objects.active().select_related("district", "association"), to_attr="roles_today"
                )
            )
        )

    def get_list_more_buttons(self, instance: User) -> list[Button]:
        query = f"?user={instance.pk}"
        return [
            *super().get_list_more_buttons(instance),
            Button(_("Rolle geben"), url=reverse("roles:add") + query, icon_name="key", priority=30),
            Button(_("Einladen"), url=reverse("wagtailusers_users:invite", args=[instance.pk]), icon_name="mail"),
            Button(_("Auskunft"), url=reverse("wagtailusers_users:tell", args=[instance.pk]), icon_name="download"),
        ]


def _roles_today(user: User) -> str:
    return ", ".join(str(role) for role in user.roles_today)  # type: ignore[attr-defined]  # prefetched by the view


class PersonCreateView(users.CreateView):
    page_title = _("Person anlegen")
    success_message = _("„%(object)s“ ist angelegt. Geben Sie nun eine Rolle und laden Sie die Person ein.")


class PersonDeleteView(users.DeleteView):
    """An account is never deleted as a row, which would take the author from what was written: it is emptied."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("wagtailusers_users:erase", self.kwargs["pk"])


class PersonViewSet(users.UserViewSet):
    """Wagtail's viewset of users without passwords, groups and administrator flag."""

    menu_label = _("Personen")
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    delete_view_class = PersonDeleteView
    template_prefix = ""
    filterset_class = None
    list_filter: ClassVar = ["is_active", "roles__kind", "roles__district", "roles__association"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/einladen/", invite_person, name="invite"),
            path("<int:pk>/auskunft/", tell_person, name="tell"),
            path("<int:pk>/loeschen/", erase_person, name="erase"),
        ]


class NoGroups(ViewSet):
    """Takes the place of Wagtail's groups: no menu, no address."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return []


class RoleCreateView(generic.CreateView):
    """From the list of people it opens with the person filled in (?user=)."""

    def get_initial_form_instance(self) -> Role:
        number = self.request.GET.get("user", "")
        return Role(user=User.objects.filter(pk=number).first() if number.isdecimal() else None)


class RoleViewSet(ModelViewSet):
    """Roles with their dates: what a person may do, from when to when."""

    model = Role
    icon = "key"
    menu_label = _("Rollen")
    menu_order = 610
    add_to_settings_menu = True
    add_view_class = RoleCreateView
    ordering: ClassVar = ["user", "valid_from"]
    list_display: ClassVar = [
        "__str__",
        Column("user", label=_("Person"), sort_key="user__email"),
        DateColumn("valid_from", label=_("ab")),
        DateColumn("valid_until", label=_("bis einschließlich")),
    ]
    list_filter: ClassVar = ["kind", "district", "association"]
    search_fields: ClassVar = ["user__email", "user__first_name", "user__last_name", "district__name"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return RoleForm
