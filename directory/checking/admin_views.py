"""The admin's views of what is due: the list, the button "still true", and mails on or off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request

from accounts.rights import may_edit_district
from directory.admin.entry_views import signed_in
from directory.checking import confirm, todos
from directory.entries import KINDS, district_of, function_of

A_PAGE = 50


@require_safe
def todo_list(request: HttpRequest) -> HttpResponse:
    """Everything that is due, where the home shows only the first."""
    person = signed_in(request)
    total = todos.count(person)
    page = Paginator(range(total), A_PAGE).get_page(request.GET.get("p"))
    shown = todos.first(person, page.end_index())[page.start_index() - 1 :] if total else []
    context = {
        "todos": shown,
        "total": total,
        "page_obj": page,
        "mails_stopped": confirm.is_stopped(person, []),
        "header_title": _("Zu prüfen"),
    }
    return TemplateResponse(request, "wagtailadmin/home/todos.html", context)


@require_POST
def confirm_entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Notes that an entry is still true, by the function that looked, not by the person's name."""
    person = signed_in(request)
    model = KINDS.get(kind)
    with transaction.atomic():
        entry = model._default_manager.select_for_update().filter(pk=pk).first() if model else None
        if entry is None:
            raise Http404
        district = district_of(entry)
        if not may_edit_district(person, district.ags):
            raise PermissionDenied
        entry.confirm(by=function_of(person, district))
    messages.success(request, _("„%s“ ist als geprüft vermerkt.") % entry)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


@require_POST
def switch_mails(request: HttpRequest) -> HttpResponse:
    """Stops one's own bundled mails about due entries, or takes them up again."""
    person = signed_in(request)
    if confirm.is_stopped(person, []):
        confirm.resume(person, [])
        messages.success(request, _("Sie bekommen wieder Mails, wenn etwas zu prüfen ist."))
    else:
        confirm.stop(person, [])
        messages.success(request, _("Sie bekommen keine Mails mehr über fällige Einträge. Die Liste hier bleibt."))
    return redirect("todo_list")
