"""A district's post in the admin: its form, and the way straight to it."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button

from accounts.rights import is_operator
from directory.admin.entry_views import EntryViewSet, OwnEditView, OwnIndexView, signed_in
from directory.admin.forms import EntryForm
from directory.models import Post
from directory.models.freshness import CheckedEntry
from directory.posts.names import withdraw_all


class PostForm(EntryForm):
    """Post.clean says who must answer while nobody holds it; then nobody's name is shown either."""

    @transaction.atomic
    def save(self, commit: bool = True) -> CheckedEntry:
        saved = super().save(commit)
        assert isinstance(saved, Post)
        if saved.status != Post.Status.FILLED:
            withdraw_all(saved)
        return saved


class PostIndexView(OwnIndexView):
    """Who acts for one district goes straight to its post."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = list(self.get_base_queryset()[:2])
        if len(own) == 1 and not is_operator(signed_in(request)):
            return redirect("post_overview", own[0].pk)
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response

    def get_edit_url(self, instance: Post) -> str:
        """To the post with its names, deputies and handover; the form is one step from there."""
        return reverse("post_overview", args=[instance.pk])


class PostEditView(OwnEditView):
    """From the form the way leads back to all that can be done about the post."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        overview = reverse("post_overview", args=[self.object.pk])
        return [Button(_("Name, Vertretung, Übergabe"), url=overview, icon_name="user"), *super().header_more_buttons]


class PostViewSet(EntryViewSet):
    """Posts come with the reference data; they are neither added nor deleted."""

    model = Post
    path = "district"
    actions = ("change",)
    name = "post"
    url_prefix = "ansprechstelle"
    icon = "user"
    menu_label = _("Ansprechstelle")
    menu_order = 130
    index_view_class = PostIndexView
    edit_view_class = PostEditView
    list_display: ClassVar = ["__str__", "status", "mailbox", "checked_on", "next_check_on"]
    list_filter: ClassVar = ["status"]
    search_fields: ClassVar = ["district__name", "mailbox"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("status"),
                    FieldPanel("meanwhile"),
                    FieldRowPanel([FieldPanel("mailbox"), FieldPanel("phone")]),
                    FieldPanel("opening_hours"),
                    FieldPanel("is_for_volunteers"),
                    FieldPanel("responsible_for"),
                    FieldPanel("changes_need_a_look"),
                ],
                heading=_("Die Stelle"),
                help_text=_("Die Stelle bleibt, auch wenn Personen wechseln: Postfach und Telefon der Funktion."),
            ),
        ],
        base_form_class=PostForm,
    )
