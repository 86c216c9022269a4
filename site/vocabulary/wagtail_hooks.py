"""The vocabulary in the admin: kept by the editors of the associations and the operator, ticked by everybody."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib import messages
from django.db.models import ManyToManyField, ProtectedError, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import Role, User
from accounts.rights import active_roles
from vocabulary.forms import SynonymGroupForm, TopicForm, boxes_to_tick
from vocabulary.models import Language, SynonymGroup, TargetGroup, Topic

KEEPERS = (Role.Kind.EDITOR, Role.Kind.OPERATOR)

register_form_field_override(ManyToManyField, override=boxes_to_tick)


class VocabularyPolicy(BasePermissionPolicy):
    """Editors of any association, and the operator: the words are everybody's."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return any(role.kind in KEEPERS for role in active_roles(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        roles = Role.objects.active().filter(kind__in=KEEPERS)
        return User.objects.filter(is_active=True, roles__in=roles).distinct()


class WordDeleteView(generic.DeleteView):
    def form_valid(self, form: Form) -> HttpResponse:
        """An upper topic with others below, or a language of a material, stays."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("„%s“ wird noch gebraucht und kann nicht gelöscht werden.") % self.object)
            return redirect(self.get_success_url())
        return answer


class WordViewSet(ModelViewSet):
    """What the four lists have in common."""

    delete_view_class = WordDeleteView
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 100

    @property
    def permission_policy(self) -> VocabularyPolicy:
        return VocabularyPolicy(self.model)


class TopicViewSet(WordViewSet):
    model = Topic
    url_prefix = "themen"
    icon = "tag"
    list_display: ClassVar = ["name", "parent", "order"]
    list_filter: ClassVar = ["parent"]
    search_fields: ClassVar = ["name", "terms__text"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("name", targets=["slug"]),
            FieldPanel("slug", help_text=_("Steht in Adressen der Suche; bitte nicht mehr ändern.")),
            FieldPanel("parent"),
            FieldPanel("description"),
            FieldPanel("synonyms"),
            FieldPanel("translations"),
            FieldPanel("order"),
        ],
        base_form_class=TopicForm,
    )


class TargetGroupViewSet(WordViewSet):
    model = TargetGroup
    url_prefix = "zielgruppen"
    icon = "group"
    list_display: ClassVar = ["name", "order"]
    search_fields: ClassVar = ["name"]
    edit_handler = ObjectList(
        [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug"), FieldPanel("order")],
    )


class LanguageViewSet(WordViewSet):
    model = Language
    url_prefix = "sprachen"
    icon = "globe"
    list_display: ClassVar = ["name", "own_name", "code", "order"]
    search_fields: ClassVar = ["name", "own_name"]
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("own_name"), FieldPanel("code"), FieldPanel("order")])


class SynonymGroupViewSet(WordViewSet):
    model = SynonymGroup
    url_prefix = "gleichbedeutend"
    icon = "duplicate"
    list_display: ClassVar = ["words"]
    search_fields: ClassVar = ["words"]
    edit_handler = ObjectList([FieldPanel("words")], base_form_class=SynonymGroupForm)


class Vocabulary(ModelViewSetGroup):
    items = (TopicViewSet, TargetGroupViewSet, LanguageViewSet, SynonymGroupViewSet)
    menu_label = _("Vokabular")
    menu_icon = "tag"
    menu_order = 600


@hooks.register("register_admin_viewset")
def vocabulary() -> Vocabulary:
    return Vocabulary()
