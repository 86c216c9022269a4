"""The vocabulary in the admin: kept by the editors of the associations and the operator, ticked by everybody."""

from typing import ClassVar

from django.contrib import messages
from django.db.models import ManyToManyField, ProtectedError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button, HeaderButton

from vocabulary.forms import SynonymGroupForm, TopicForm, boxes_to_tick
from vocabulary.keepers import VocabularyPolicy, is_keeper
from vocabulary.merging import views as merging
from vocabulary.models import Language, SynonymGroup, TargetGroup, Topic

register_form_field_override(ManyToManyField, override=boxes_to_tick)


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


class TopicIndexView(generic.IndexView):
    """The list of topics, from which two are merged."""

    @cached_property
    def header_buttons(self) -> list[Button]:
        merge = HeaderButton(_("Zusammenführen"), reverse("merge_topics"), icon_name="resubmit", priority=20)
        return [*super().header_buttons, merge]

    def get_list_more_buttons(self, instance: Topic) -> list[Button]:
        merge = Button(_("Zusammenführen"), url=merging.chosen(instance), icon_name="resubmit", priority=30)
        return [*super().get_list_more_buttons(instance), merge]


class TopicViewSet(WordViewSet):
    model = Topic
    index_view_class = TopicIndexView
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


class MergeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_keeper(request.user)


class Vocabulary(ModelViewSetGroup):
    items = (TopicViewSet, TargetGroupViewSet, LanguageViewSet, SynonymGroupViewSet)
    menu_label = _("Vokabular")
    menu_icon = "tag"
    menu_order = 600

    def get_submenu_items(self) -> list[MenuItem]:
        """Merging comes after the lists, and like them for those who keep the vocabulary."""
        return [*super().get_submenu_items(), MergeMenuItem(_("Zusammenführen"), reverse("merge_topics"), order=900)]


@hooks.register("register_admin_viewset")
def vocabulary() -> Vocabulary:
    return Vocabulary()


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("themen/zusammenfuehren/", merging.topics, name="merge_topics"),
        path("schlagwoerter/zusammenfuehren/", merging.tags, name="merge_tags"),
    ]
