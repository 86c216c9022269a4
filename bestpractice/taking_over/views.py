"""Taking over a text in the admin: give a file, look what its headings mean, have the draft."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from bestpractice.for_districts import acts
from bestpractice.for_districts.queries import member_districts
from bestpractice.models import PracticePage, TakenText
from bestpractice.new_draft import new_draft
from bestpractice.taking_over.forms import GiveTextForm, SectionsForm
from bestpractice.taking_over.parts import Part
from directory.admin.entry_views import signed_in
from directory.admin.forms import districts_for
from regions.models import District


def districts_to_write_for(person: User) -> QuerySet[District]:
    """One's own, and as an editor those of the association: there it becomes a draft for the district."""
    own, members = districts_for(person).values("pk"), member_districts(person).values("pk")
    return District.objects.filter(pk__in=own) | District.objects.filter(pk__in=members)


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    districts = districts_to_write_for(person)
    if not districts.exists():
        raise PermissionDenied
    form = GiveTextForm(districts, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect("taken_text", _keep(form, person).pk)
    context = {
        "form": form,
        "waiting": TakenText.objects.filter(given_by=person, district__in=districts).select_related("district"),
        "header_title": _("Text übernehmen"),
    }
    return TemplateResponse(request, "bestpractice/taking_over/give.html", context)


@transaction.atomic
def _keep(form: GiveTextForm, person: User) -> TakenText:
    taken = form.cleaned_data["taken"]
    return TakenText.objects.create(
        district=form.cleaned_data["district"],
        given_by=person,
        file_name=form.cleaned_data["file"].name[-120:],
        title=taken.title,
        parts=[asdict(part) for part in taken.parts],
        pictures=taken.pictures,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def one_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Only who gave the file sees it: it may say what nobody else should read yet."""
    person = signed_in(request)
    mine = TakenText.objects.filter(given_by=person, district__in=districts_to_write_for(person))
    text = mine.filter(pk=pk).select_related("district").first()
    if text is None:
        messages.info(request, _("Dieser Text ist schon übernommen oder verworfen."))
        return redirect("taken_texts")
    if request.POST.get("act") == "discard":
        text.delete()
        messages.success(request, _("Verworfen. Ihre Datei ist nirgends gespeichert."))
        return redirect("taken_texts")
    form = SectionsForm(text.title, [Part(**part) for part in text.parts], request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _made(request, text, form, person)
    context = {"text": text, "form": form, "header_title": _("Abschnitte zuordnen: %s") % text.file_name}
    return TemplateResponse(request, "bestpractice/taking_over/sections.html", context)


def _made(request: HttpRequest, text: TakenText, form: SectionsForm, person: User) -> HttpResponse:
    practice = make_draft(text, form.cleaned_data["title"], form.texts(), person)
    if practice is None:
        messages.info(request, _("Dieser Text ist schon übernommen oder verworfen."))
        return redirect("taken_texts")
    messages.success(
        request, _("Der Entwurf ist angelegt. Bitte lesen Sie ihn in Ruhe; veröffentlicht ist noch nichts.")
    )
    if text.pictures:
        told = ngettext(
            "Ein Bild der Datei wurde nicht übernommen. Laden Sie es unter „Bilder“ hoch, mit Beschreibung.",
            "%(count)s Bilder der Datei wurden nicht übernommen. Laden Sie sie unter „Bilder“ hoch, mit Beschreibung.",
            text.pictures,
        )
        messages.info(request, told % {"count": text.pictures})
    return redirect("wagtailadmin_pages:edit", practice.pk)


@transaction.atomic
def make_draft(text: TakenText, title: str, fields: dict[str, str], person: User) -> PracticePage | None:
    """The text becomes a draft, once: None when somebody was faster, perhaps the same person with a second click."""
    if not TakenText.objects.select_for_update().filter(pk=text.pk).exists():
        return None
    if districts_for(person).filter(pk=text.district_id).exists():
        practice = new_draft(text.district, person, title=title, **fields)
    else:
        practice = acts.begin(person, text.district, title=title, source=text.file_name, **fields).practice
    TakenText.objects.filter(pk=text.pk).delete()
    return practice
