"""Preview links in the admin: those of one practice with the form for a new one, and all that are open."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from bestpractice.models import PracticePage, PreviewLink
from bestpractice.preview import links
from bestpractice.preview.forms import PreviewLinkForm
from directory.admin.entry_views import signed_in

SHOWN_DRAFTS = 20


@require_safe
def all_links(request: HttpRequest) -> HttpResponse:
    """All open links of the own districts, and the drafts that could be shown."""
    person = signed_in(request)
    if not links.shows_drafts(person):
        raise PermissionDenied
    drafts = links.practices_of(person).filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
    context = {
        "links": with_addresses(links.links_of(person)),
        "drafts": drafts[:SHOWN_DRAFTS],
        "header_title": _("Vorschau-Links"),
    }
    return TemplateResponse(request, "bestpractice/preview/admin/links.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def links_of_practice(request: HttpRequest, page_id: int) -> HttpResponse:
    person = signed_in(request)
    practice = get_object_or_404(PracticePage, pk=page_id)
    if not links.may_show(person, practice):
        raise PermissionDenied
    form = PreviewLinkForm(request.POST or None)
    if request.method == "POST" and practice.has_unpublished_changes and form.is_valid():
        _make(form, practice, person)
        messages.success(
            request, _("Der Link ist fertig. Bitte schicken Sie ihn selbst weiter: Das Portal mailt nichts.")
        )
        return redirect("practice_preview_links", practice.pk)
    context = {
        "practice": practice,
        "form": form,
        "links": with_addresses(links.links_of(person).filter(practice=practice)),
        "header_title": _("Vorschau-Link: %s") % practice.get_admin_display_title(),
    }
    return TemplateResponse(request, "bestpractice/preview/admin/practice.html", context)


@transaction.atomic
def _make(form: PreviewLinkForm, practice: PracticePage, person: User) -> None:
    form.instance.practice, form.instance.made_by = practice, person
    form.save()


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else's link does not exist here."""
    link = get_object_or_404(PreviewLink.objects.filter(practice__in=links.practices_of(signed_in(request))), pk=pk)
    link.revoke()
    messages.success(request, _("Der Link für „%s“ zeigt ab sofort nichts mehr.") % link.for_whom)
    return redirect("preview_links")


def with_addresses(found: Any) -> list[dict[str, Any]]:
    return [{"link": link, "address": links.address_of(link)} for link in found]
