"""The page in the admin that gives the tag for the own website."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.rights import districts_of
from directory.admin.entry_views import signed_in
from directory.admin.forms import districts_for
from regions.models import District
from vocabulary.models import Topic


class TagForm(forms.Form):
    """What the list shall show; sent by GET, it changes nothing."""

    district = forms.ModelChoiceField(District.objects.none(), label=gettext_lazy("Kreis"), empty_label=None)
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=gettext_lazy("Nur ein Thema"), required=False, to_field_name="slug",
        empty_label=gettext_lazy("Alle Themen"),
    )  # fmt: skip
    search = forms.BooleanField(label=gettext_lazy("Mit Suchfeld"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        own = districts_for(signed_in(request))
        super().__init__({"district": own[0].ags if own else "", **request.GET.dict()})
        self.fields["district"].queryset = own  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(own) == 1:
            self.fields["district"].widget = forms.HiddenInput()


def tag_for(district: District, topic: Topic | None, with_search: bool) -> str:
    """The one line for the district's website, as text."""
    values = {
        "src": settings.WAGTAILADMIN_BASE_URL + reverse("embedding_script"),
        "data-kreis": district.slug,
        **({"data-thema": topic.slug} if topic else {}),
        **({"data-suche": "1"} if with_search else {}),
        "data-titel": _("Angebote: %s") % district.full_name,
        "referrerpolicy": "no-referrer",
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in values.items())
    return f"<script {attributes} async></script>"


@require_safe
def embedding(request: HttpRequest) -> HttpResponse:
    """The tag, the plain frame for websites that allow no script, and how it will look."""
    if not districts_for(signed_in(request)).exists():
        raise PermissionDenied
    form = TagForm(request)
    context = {"form": form, "header_title": _("Auf Ihrer Website")}
    if form.is_valid():
        district, topic, search = (form.cleaned_data[name] for name in ("district", "topic", "search"))
        query = "&".join(part for part in (f"thema={topic.slug}" if topic else "", "suche=1" if search else "") if part)
        address = reverse("embedded_offers", args=[district.slug]) + (f"?{query}" if query else "")
        context |= {
            "tag": tag_for(district, topic, search),
            "address": address,
            "whole_address": settings.WAGTAILADMIN_BASE_URL + address,
        }
    return TemplateResponse(request, "directory/admin/embedding.html", context)


class EmbeddingMenuItem(MenuItem):
    """For the people of a district."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(districts_of(request.user))


@hooks.register("register_admin_menu_item")
def embedding_menu_item() -> MenuItem:
    url = reverse("embedding")
    return EmbeddingMenuItem(gettext_lazy("Auf Ihrer Website"), url, name="embedding", icon_name="code", order=140)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("einbetten/", embedding, name="embedding")]
