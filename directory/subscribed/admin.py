"""Subscribed sources in the admin: the list with their state, and the form."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from directory.admin.entry_views import EntryViewSet, OwnIndexView, OwnInstance
from directory.admin.forms import districts_for
from directory.models import Source
from directory.subscribed import integreat
from directory.subscribed.tasks import pull_source


class SourceForm(WagtailAdminModelForm):
    """Who acts for one district is not asked which; a source never moves to another."""

    instance: Source

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = districts_for(self.for_user)
        if self.instance.pk or len(own) == 1:
            del self.fields["district"]
            if not self.instance.pk:
                self.instance.district = own[0]
        else:
            self.fields["district"].queryset = own
        kinds = [choice for choice in Source.Kind.choices if choice[0] != Source.Kind.FILE]
        self.fields["kind"].choices = kinds
        if not self.instance.pk:
            self.initial["kind"] = ""
            self.fields["kind"].choices = [("", gettext("Bitte wählen")), *kinds]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        district = cleaned.get("district") or getattr(self.instance, "district", None)
        others = Source.objects.filter(district=district).exclude(pk=self.instance.pk)
        same = others.filter(name=cleaned.get("name", "")).first()
        if same and (same.is_subscribed or self.instance.pk):
            self.add_error("name", gettext("Eine Quelle mit diesem Namen gibt es schon."))
        elif same:  # imported as a file until now: its entries and the meaning of its columns stay
            self.instance = same
        address = cleaned.get("address")
        if cleaned.get("kind") == Source.Kind.INTEGREAT and address and integreat.addresses(address) is None:
            text = gettext("Bitte die Adresse der Region: https://cms.integreat-app.de/api/v3/REGION/de/")
            self.add_error("address", text)
        return cleaned

    def save(self, commit: bool = True) -> Source:
        """Led elsewhere, what is known of the old address says nothing."""
        if {"kind", "address"} & set(self.changed_data):
            self.instance.marks = {}
        saved: Source = super().save(commit)
        return saved


class StateColumn(Column):
    """In words: fine, disturbed since when and why, or not yet asked."""

    cell_template_name = "directory/admin/_source_state.html"


class SourceIndexView(OwnIndexView):
    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().exclude(kind=Source.Kind.FILE)


class PullsAfterSaving:
    """Whoever names an address wants to see what comes."""

    def save_instance(self) -> Source:
        saved: Source = super().save_instance()  # type: ignore[misc]  # a mixin: the view has it
        pull_source.enqueue(saved.pk)
        return saved


class SourceAddView(PullsAfterSaving, generic.CreateView):
    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def get_success_message(self, instance: Source) -> str:
        return gettext("„%s“ ist abonniert und wird jetzt zum ersten Mal abgerufen.") % instance


class SourceEditView(PullsAfterSaving, OwnInstance, generic.EditView):
    template_name = "directory/admin/source.html"

    def get_object(self, *args: Any, **kwargs: Any) -> Source:
        found = super().get_object(*args, **kwargs)
        assert isinstance(found, Source)
        if not found.is_subscribed:
            raise Http404
        return found


class SourceViewSet(EntryViewSet):
    """A source is not deleted: unsubscribing says what becomes of its entries."""

    model = Source
    path = "district"
    actions = ("add", "change")
    name = "source"
    url_prefix = "quellen"
    icon = "link"
    menu_label = _("Quellen")
    menu_order = 135
    index_view_class = SourceIndexView
    add_view_class = SourceAddView
    edit_view_class = SourceEditView
    inspect_view_enabled = False
    index_results_template_name = "directory/admin/source_list.html"
    list_display: ClassVar = [
        "name",
        StateColumn("state", label=_("Zustand"), accessor=lambda source: source),  # first: phones cut off the rest
        Column("entry_count", label=_("Einträge")),
        "kind",
    ]
    search_fields: ClassVar = ["name", "address"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("district"),
                    FieldPanel("kind"),
                    FieldPanel(
                        "address",
                        help_text=_(
                            "Öffentlich abrufbar, ohne Kennwort. Bei Integreat die Region und die Sprache: "
                            "https://cms.integreat-app.de/api/v3/REGION/de/"
                        ),
                    ),
                ],
                heading=_("Wo Ihre Liste steht"),
                help_text=_(
                    "Jede Nacht holt das Portal, was dort steht. Diese Einträge ändern Sie nur dort; hier nennen sie "
                    "ihre Quelle und gelten nicht als von Ihnen geprüft."
                ),
            ),
        ],
        base_form_class=SourceForm,
    )
