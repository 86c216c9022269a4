"""What the admin's views of the directory's entries have in common: one sees and keeps those of the own districts."""

from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User
from directory.admin.policies import DistrictPolicy
from directory.entries import district_of, function_of
from directory.models import Organisation

SHOWN_CHECKS = 5


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that has come through the admin's door."""
    assert isinstance(request.user, User)
    return request.user


class OwnInstance:
    """Wagtail asks a model's policy about the model; here it is also asked about the very entry."""

    request: HttpRequest
    permission_policy: DistrictPolicy

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        found: Model = super().get_object(*args, **kwargs)  # type: ignore[misc]  # a mixin: the view has it
        if not self.permission_policy.user_has_permission_for_instance(signed_in(self.request), "change", found):
            raise PermissionDenied
        return found


class KeptHere(OwnInstance):
    """What a subscribed source brings is only shown: the next night would overwrite what is changed here."""

    index_url_name: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        entry: Any = self.get_object()
        if getattr(entry, "is_kept_elsewhere", False):
            text = gettext("„%(entry)s“ wird in „%(source)s“ gepflegt und hier nur gezeigt.")
            messages.info(request, text % {"entry": entry, "source": entry.source})
            return redirect(self.index_url_name)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # as above
        return response


class OwnIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Model]:
        own = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])
        return own.select_related(self.permission_policy.path)


class OwnEditView(KeptHere, generic.EditView):
    """Saving is not checking: whoever has looked at everything says so with the second button."""

    actions: ClassVar = ["edit", "confirm"]
    template_name = "directory/admin/edit.html"

    def save_instance(self) -> Model:
        saved: Model = super().save_instance()
        if self.action == "confirm":
            entry = type(self.object)._default_manager.select_for_update().get(pk=saved.pk)
            entry.confirm(by=function_of(signed_in(self.request), district_of(entry)))
        return saved

    def get_success_message(self) -> str:
        if self.action == "confirm":
            return gettext("„%(entry)s“ ist gespeichert und als geprüft vermerkt.") % {"entry": self.object}
        return str(super().get_success_message())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checks = self.object.verifications.all()[:SHOWN_CHECKS]
        is_actor = isinstance(self.object, Organisation)  # gets the link to its own form by mail
        return {**super().get_context_data(**kwargs), "checks": checks, "is_actor": is_actor}


class OwnDeleteView(KeptHere, generic.DeleteView):
    pass


class OwnHistoryView(OwnInstance, HistoryView):
    pass


class OwnUsageView(OwnInstance, UsageView):
    pass


class EntryViewSet(ModelViewSet):
    """What the three have in common. `path`: from the entry to its district."""

    path: ClassVar[str]
    actions: ClassVar[tuple[str, ...]] = ("add", "change", "delete")
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    history_view_class = OwnHistoryView
    usage_view_class = OwnUsageView
    copy_view_enabled = False
    add_to_admin_menu = True
    search_backend_name = None  # Wagtail's search needs an index of its own; a district's entries are few

    @cached_property
    def permission_policy(self) -> DistrictPolicy:
        return DistrictPolicy(self.model, self.path, self.actions)


class DueFilter(WagtailFilterSet):
    """Lists that can be narrowed to what somebody should look at again."""

    due = django_filters.BooleanFilter(label=_("Prüfung fällig"), method="filter_due")

    def filter_due(self, rows: QuerySet[Model], name: str, value: bool) -> QuerySet[Model]:
        lookup = "next_check_on__lte" if value else "next_check_on__gt"
        return rows.filter(**{lookup: timezone.localdate()})
