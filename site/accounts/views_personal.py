"""The operator's answer to a person who asks what is stored, or wants it erased."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.personal_data import Subject, erase, export
from accounts.rights import is_operator


def person_for_operator(request: HttpRequest, pk: int) -> User:
    """Raises PermissionDenied, Http404."""
    if not is_operator(request.user):
        raise PermissionDenied
    return get_object_or_404(User, pk=pk)


@never_cache
@require_safe
def tell_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is stored about a person, as a file to pass on."""
    person = person_for_operator(request, pk)
    answer = JsonResponse(export(Subject(person.email, person)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="auskunft-{person.pk}.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then empties the account."""
    person = person_for_operator(request, pk)
    if request.method != "POST":
        return TemplateResponse(request, "accounts/erase_person.html", {"person": person})
    try:
        erase(Subject(person.email, person))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailusers_users:erase", pk)
    messages.success(request, _("Die Daten der Person sind gelöscht. Was sie geschrieben hat, steht ohne Namen da."))
    return redirect("wagtailusers_users:index")
