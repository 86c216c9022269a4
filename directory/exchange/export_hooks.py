"""The directory as a file in the admin: a menu item and three addresses, for the people of the district."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.rights import may_edit_district
from directory.admin.entry_views import signed_in
from directory.admin.forms import districts_for
from directory.exchange.export import ENDINGS, FORMATS, exported, organisations_of
from regions.models import District


class TakeForm(forms.Form):
    """Which directory, in which form; sent by GET, it changes nothing."""

    district = forms.ModelChoiceField(District.objects.none(), label=gettext_lazy("Kreis"), empty_label=None)
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[
            ("xlsx", gettext_lazy("Excel (XLSX)")),
            ("csv", gettext_lazy("Tabelle (CSV)")),
            ("hsds", gettext_lazy("Für andere Verzeichnisse (HSDS 3.0 JSON)")),
        ],
    )


@require_safe
def take_along(request: HttpRequest) -> HttpResponseBase:
    """Asks which; with an answer, gives the file."""
    own = districts_for(signed_in(request))
    if not own.exists():
        raise PermissionDenied
    form = TakeForm(request.GET if "format" in request.GET else None)
    form.fields["district"].queryset = District.objects.all()  # type: ignore[attr-defined]  # a ModelChoiceField
    if form.is_valid():
        district, kind = form.cleaned_data["district"], form.cleaned_data["format"]
        if not may_edit_district(request.user, district.ags):
            raise PermissionDenied
        answer = StreamingHttpResponse(exported(organisations_of(district.ags), kind), content_type=FORMATS[kind])
        answer["Content-Disposition"] = f'attachment; filename="verzeichnis-{district.slug}.{ENDINGS[kind]}"'
        return answer
    form.fields["district"].queryset = own  # type: ignore[attr-defined]
    context = {"form": form, "header_title": _("Verzeichnis mitnehmen")}
    return TemplateResponse(request, "directory/admin/take_along.html", context)


class TakeAlongMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return districts_for(signed_in(request)).exists()


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    url = reverse("export_directory")
    label = gettext_lazy("Mitnehmen")
    return TakeAlongMenuItem(label, url, name="export-directory", icon_name="download", order=145)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("mitnehmen/", take_along, name="export_directory")]
