"""Entries that somebody should look at again: which are due, and the button that says "still true"."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request

from accounts.models import User
from accounts.rights import districts_of, may_edit_district
from directory.admin.entry_views import signed_in
from directory.models import Offer, Organisation, Post
from regions.models import District

Entry = Organisation | Offer | Post
KINDS: dict[str, type[Entry]] = {"organisation": Organisation, "offer": Offer, "post": Post}
PATHS = {"organisation": "home_district", "offer": "organisation__home_district", "post": "district"}


@dataclass(frozen=True, slots=True)
class Todo:
    """One entry that is due."""

    kind: str
    entry: Entry

    @property
    def label(self) -> str:
        return str(self.entry._meta.verbose_name)

    @property
    def edit_url(self) -> str:
        return reverse(f"{self.kind}:edit", args=[self.entry.pk])

    @property
    def confirm_url(self) -> str:
        return reverse("confirm_entry", args=[self.kind, self.entry.pk])


def due_entries(person: User) -> list[Todo]:
    """What is due in the person's districts, the longest due first."""
    own = districts_of(person)
    found = [
        Todo(kind, entry)
        for kind, model in KINDS.items()
        for entry in model._default_manager.filter(
            **{f"{PATHS[kind]}__in": own, "next_check_on__lte": timezone.localdate()}
        ).select_related(PATHS[kind])
    ]
    return sorted(found, key=lambda todo: (todo.entry.next_check_on, str(todo.entry)))


@require_safe
def todo_list(request: HttpRequest) -> HttpResponse:
    """Everything that is due, where the home shows only the first."""
    todos = due_entries(signed_in(request))
    return TemplateResponse(request, "wagtailadmin/home/todos.html", {"todos": todos, "header_title": _("Zu prüfen")})


@require_POST
def confirm_entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Notes that an entry is still true, by the function that looked, not by the person's name."""
    person = signed_in(request)
    model = KINDS.get(kind)
    with transaction.atomic():
        entry = model._default_manager.select_for_update().filter(pk=pk).first() if model else None
        if entry is None:
            raise Http404
        district = _district_of(entry)
        if not may_edit_district(person, district.ags):
            raise PermissionDenied
        own = district in districts_of(person)
        entry.confirm(by=_("Integrationsmanagement %s") % district if own else _("Betrieb des Portals"))
    messages.success(request, _("„%s“ ist als geprüft vermerkt.") % entry)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _district_of(entry: Entry) -> District:
    if isinstance(entry, Offer):
        entry = entry.organisation
    return entry.home_district if isinstance(entry, Organisation) else entry.district
