"""„Auf der Startseite“ in the admin: each owner's editors keep their own slot, the operator all."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import Role, User
from accounts.rights import Person, active_roles, is_operator
from core.choosing import may_choose
from directory.admin.entry_views import OwnInstance
from directory.models import AssociationPage, LandPage
from library.models import StartSlot

EDITORS = (Role.Kind.EDITOR, Role.Kind.LAND, Role.Kind.OPERATOR)


def owners_for(person: Person) -> QuerySet[Page]:
    """The pages of the associations and of the Land for which a person writes."""
    editors = Page.objects.type(AssociationPage, LandPage)
    if is_operator(person):
        return editors
    own = [role.association_id for role in active_roles(person) if role.association_id]
    pages = AssociationPage.objects.filter(association__in=own).values("pk")
    for_land = any(role.kind == Role.Kind.LAND for role in active_roles(person))
    lands = LandPage.objects.all() if for_land else LandPage.objects.none()
    return editors.filter(pk__in=pages) | editors.filter(pk__in=lands.values("pk"))


class OwnerPolicy(BasePermissionPolicy):
    """Rights follow the owner whose slot it is."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return owners_for(user).exists()

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        assert isinstance(instance, StartSlot)
        return owners_for(user).filter(pk=instance.owner_id).exists()

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[StartSlot]:
        return StartSlot.objects.filter(owner__in=owners_for(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        roles = Role.objects.active().filter(kind__in=EDITORS)
        return User.objects.filter(is_active=True, roles__in=roles).distinct()


class StartSlotForm(WagtailAdminModelForm):
    """For one's own owner; what a person may not even choose is told as nothing."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = owners_for(self.for_user)
        self.fields["owner"].queryset = owners
        if owners.count() == 1:
            self.initial.setdefault("owner", owners.get().pk)
        if self.is_bound:
            self._forget_what_is_not_theirs()

    def _forget_what_is_not_theirs(self) -> None:
        """A form that is shown again would tell the title behind the number."""
        sent = self.data.get(self.add_prefix("page"), "")
        page = Page.objects.filter(pk=sent).first() if sent.isdecimal() else None
        if page and not may_choose(self.for_user, page):
            self.data = self.data.copy()
            self.data[self.add_prefix("page")] = ""


class OwnIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[StartSlot]:
        own: QuerySet[StartSlot] = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change"]
        )
        return own.select_related("owner", "page")


class OwnEditView(OwnInstance, generic.EditView):
    pass


class OwnDeleteView(OwnInstance, generic.DeleteView):
    pass


class OwnHistoryView(OwnInstance, HistoryView):
    pass


class OwnUsageView(OwnInstance, UsageView):
    pass


class StartSlotViewSet(ModelViewSet):
    """As with the directory's entries, the views ask about the very slot."""

    model = StartSlot
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    history_view_class = OwnHistoryView
    usage_view_class = OwnUsageView
    url_prefix = "startseite"
    icon = "home"
    menu_label = _("Auf der Startseite")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    search_backend_name = None
    list_display: ClassVar = ["owner", "page", "until"]
    edit_handler = ObjectList(
        [
            FieldPanel(
                "owner", widget=forms.Select, help_text=_("Je Verband und für das Land steht eines auf der Startseite.")
            ),
            FieldPanel(
                "page", help_text=_("Ein Dossier, ein Praxisbeispiel, eine Mitteilung: alles, was öffentlich ist.")
            ),
            FieldPanel("text"),
            FieldPanel("until"),
        ],
        base_form_class=StartSlotForm,
    )

    @property
    def permission_policy(self) -> OwnerPolicy:
        return OwnerPolicy(self.model)
