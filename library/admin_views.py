"""The admin's views of the library: what is known of a chosen file, and taking an earlier version back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.choosing import may_choose
from core.models import StoredFile
from directory.admin.entry_views import signed_in
from library.duplicates import hints
from library.models import FileText, MaterialVersion


@require_safe
def file_notes(request: HttpRequest) -> HttpResponse:
    """`?file=`: a file that the person may use; `&material=`: where. For the form, before anything is saved."""
    person = signed_in(request)
    file, material = (_number(request.GET.get(name, "")) for name in ("file", "material"))
    stored = StoredFile.objects.filter(pk=file).first()
    if stored is None or not may_choose(person, stored):
        raise Http404
    context = {
        "text": FileText.objects.filter(file=stored).first(),
        "hints": hints(stored, person, apart_from=material),
    }
    return TemplateResponse(request, "library/admin/_file_notes.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the file of an earlier version from the public; first asks."""
    version = get_object_or_404(MaterialVersion.objects.select_related("material", "file"), pk=pk)
    if not version.material.permissions_for_user(signed_in(request)).can_publish():
        raise PermissionDenied
    if request.method == "POST":
        with transaction.atomic():
            locked = MaterialVersion.objects.select_for_update().get(pk=pk)
            if locked.file_id:
                locked.withdraw()
        messages.success(request, _("Die Datei der früheren Fassung ist zurückgezogen."))
        return redirect("wagtailadmin_pages:edit", version.material_id)
    context = {"version": version, "material": version.material, "header_title": _("Frühere Fassung zurückziehen")}
    return TemplateResponse(request, "library/admin/withdraw_version.html", context)
