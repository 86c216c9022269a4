"""Drafts for districts in the admin: the editors' list, and one draft as each side reads it, with what it may do."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.rich_text import expand_db_html

from accounts.models import User
from bestpractice.for_districts import acts
from bestpractice.for_districts.forms import BeginForm
from bestpractice.for_districts.queries import member_districts, written_by_associations_of
from bestpractice.models import DraftForDistrict, PracticePage
from bestpractice.sections import written
from directory.admin.entry_views import signed_in

Act = Callable[[HttpRequest, DraftForDistrict, User], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def drafts_for_districts(request: HttpRequest) -> HttpResponse:
    """For editors: what is with them, and the form for something new."""
    person = signed_in(request)
    districts = member_districts(person)
    if not districts.exists():
        raise PermissionDenied
    form = BeginForm(districts, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = acts.begin(person, said["district"], title=said["title"], source=said["source"])
        return redirect("wagtailadmin_pages:edit", draft.practice_id)
    context = {
        "form": form,
        "drafts": written_by_associations_of(person),
        "header_title": _("Für einen Kreis aufschreiben"),
    }
    return TemplateResponse(request, "bestpractice/for_districts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_for_district(request: HttpRequest, page_id: int) -> HttpResponse:
    person = signed_in(request)
    draft = get_object_or_404(DraftForDistrict.objects.select_related("practice", "association"), practice=page_id)
    is_districts = acts.acts_for_district(person, draft)
    if not is_districts and not (acts.is_editor(person, draft) and draft.is_with_editors and not draft.practice.live):
        raise PermissionDenied
    if request.method == "POST":
        return _act(request, draft, person)
    return _page(request, draft, is_districts)


def _act(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return redirect("draft_for_district", draft.practice_id)
    try:
        return act(request, draft, person)
    except acts.TooLateError as late:
        messages.warning(request, str(late))
        return redirect("wagtailadmin_home")


def _page(
    request: HttpRequest, draft: DraftForDistrict, is_districts: bool, mistake: str = "", word: str = ""
) -> HttpResponse:
    practice: PracticePage = draft.practice.get_latest_revision_as_object()
    context = {
        "draft": draft,
        "practice": practice,
        "district": draft.practice.district,
        "is_districts": is_districts,
        "missing": practice.missing_to_publish(),
        "sections": [
            {"heading": section.heading, "html": expand_db_html(section.html)}
            for section in written(practice, for_member=True)
        ],
        "mistake": mistake,
        "word": word,
        "header_title": practice.title,
    }
    return TemplateResponse(request, "bestpractice/for_districts/draft.html", context, status=422 if mistake else 200)


def _offer(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    if acts.offer(draft, person):
        messages.success(request, _("Der Kreis hat Ihren Entwurf und erfährt es im Portal und per Mail."))
    else:
        messages.warning(request, _("Die Stelle im Kreis ist zurzeit nicht besetzt. Ihr Entwurf liegt dort bereit."))
    return redirect("drafts_for_districts")


def _take(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    acts.take(draft, person)
    messages.success(request, _("Der Entwurf gehört jetzt Ihrem Kreis. Die Redaktion ändert ihn nicht mehr."))
    return redirect("wagtailadmin_pages:edit", draft.practice_id)


def _release(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    try:
        acts.release(draft, person)
    except ValidationError as error:
        return _page(request, draft, True, mistake=" ".join(error.messages))
    messages.success(request, _("„%s“ ist veröffentlicht.") % draft.practice.draft_title)
    return redirect("wagtailadmin_home")


def _give_back(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    word = request.POST.get("word", "")[:1000]
    try:
        acts.give_back(draft, person, word)
    except ValidationError as error:
        return _page(request, draft, True, mistake=" ".join(error.messages), word=word)
    messages.success(request, _("Ihr Wort geht an die Redaktion; sie kann den Entwurf wieder ändern."))
    return redirect("wagtailadmin_home")


def _discard(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    acts.discard(draft, person, request.POST.get("word", "")[:1000])
    messages.success(request, _("Der Entwurf ist gelöscht; die Redaktion erfährt es."))
    return redirect("wagtailadmin_home")


def _withdraw(request: HttpRequest, draft: DraftForDistrict, person: User) -> HttpResponse:
    acts.withdraw(draft, person)
    messages.success(request, _("Der Entwurf ist gelöscht."))
    return redirect("drafts_for_districts")


ACTS: dict[str, Act] = {
    "offer": _offer, "take": _take, "release": _release, "give_back": _give_back, "discard": _discard,
    "withdraw": _withdraw,
}  # fmt: skip
