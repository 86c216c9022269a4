"""Organisations, offers and the post in the admin: each person sees and keeps those of the own districts."""

from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic

from accounts.rights import is_operator
from directory.entry_views import DueFilter, EntryViewSet, OwnIndexView, signed_in
from directory.forms import OfferForm, OrganisationForm, PostForm, districts_for
from directory.models import Offer, Organisation, Post
from regions.models import District


def own_districts(request: HttpRequest | None) -> QuerySet[District]:
    """For the filter: where the person's entries can lie."""
    if request is None:
        return District.objects.none()
    return districts_for(signed_in(request))


class OrganisationFilter(DueFilter):
    home_district = django_filters.ModelChoiceFilter(label=_("Kreis"), queryset=own_districts)

    class Meta:
        model = Organisation
        fields: ClassVar = ["kind", "home_district"]


class OrganisationViewSet(EntryViewSet):
    model = Organisation
    path = "home_district"
    name = "organisation"
    url_prefix = "einrichtungen"
    icon = "group"
    menu_label = _("Einrichtungen")
    menu_order = 110
    list_display: ClassVar = ["name", "kind", "place", "checked_on", "next_check_on"]
    search_fields: ClassVar = ["name", "place", "description"]
    filterset_class = OrganisationFilter
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("kind"), FieldPanel("home_district"), FieldPanel("description")],
                heading=_("Wer und was"),
                help_text=_("So, wie Sie die Einrichtung jemandem am Telefon erklären würden."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                    FieldPanel("website"),
                    FieldPanel("opening_hours", help_text=_("Zum Beispiel: Mo bis Do 9–12 Uhr, nach Vereinbarung")),
                    FieldPanel("street"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("place")]),
                    FieldPanel("hide_address"),
                ],
                heading=_("Erreichbar"),
                help_text=_("Bitte nur Funktionsadressen: Sie bleiben, wenn Personen wechseln."),
            ),
            MultiFieldPanel(
                [FieldPanel("topics"), FieldPanel("languages")],
                heading=_("Gefunden werden"),
            ),
            FieldPanel("districts_served", classname="collapsed"),
        ],
        base_form_class=OrganisationForm,
    )


def own_organisations(request: HttpRequest | None) -> QuerySet[Organisation]:
    """For the filter: the organisations whose offers the person keeps."""
    if request is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(home_district__in=districts_for(signed_in(request)))


class OfferFilter(DueFilter):
    organisation = django_filters.ModelChoiceFilter(label=_("Einrichtung"), queryset=own_organisations)

    class Meta:
        model = Offer
        fields: ClassVar = ["organisation"]


class OfferAddView(generic.CreateView):
    """Without an organisation there is nobody to offer anything: the way leads there first."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.user_has_permission("add") and not own_organisations(request).exists():
            messages.info(request, _("Bitte legen Sie zuerst die Einrichtung an, zu der das Angebot gehört."))
            return redirect("organisation:add")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class OfferViewSet(EntryViewSet):
    model = Offer
    path = "organisation__home_district"
    name = "offer"
    url_prefix = "angebote"
    icon = "calendar-alt"
    menu_label = _("Angebote")
    menu_order = 120
    add_view_class = OfferAddView
    list_display: ClassVar = ["title", "organisation", "times", "valid_until", "checked_on", "next_check_on"]
    search_fields: ClassVar = ["title", "summary", "organisation__name"]
    filterset_class = OfferFilter
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("organisation"),
                    FieldPanel("title", help_text=_("Was es ist: „Deutsch am Abend mit Kinderbetreuung“.")),
                    FieldPanel("summary"),
                    FieldPanel("description"),
                ],
                heading=_("Was"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("place"), FieldPanel("times")]),
                    FieldRowPanel([FieldPanel("cost"), FieldPanel("is_free")]),
                    FieldPanel("requirements", help_text=_("Zum Beispiel: Niveau A2. Leer heißt: keine.")),
                    FieldPanel("contact"),
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                    FieldPanel("is_landwide"),
                ],
                heading=_("Wo, wann, für wie viel"),
                help_text=_("Nach dem letzten Tag wird das Angebot nicht mehr gefunden; gelöscht wird nichts."),
            ),
            MultiFieldPanel(
                [FieldPanel("topics"), FieldPanel("target_groups"), FieldPanel("languages")],
                heading=_("Gefunden werden"),
            ),
        ],
        base_form_class=OfferForm,
    )


class PostIndexView(OwnIndexView):
    """Who acts for one district goes straight to its post."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = list(self.get_base_queryset()[:2])
        if len(own) == 1 and not is_operator(signed_in(request)):
            return redirect("post:edit", own[0].pk)
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response


class PostViewSet(EntryViewSet):
    """Posts come with the reference data; they are neither added nor deleted."""

    model = Post
    path = "district"
    actions = ("change",)
    name = "post"
    url_prefix = "ansprechstelle"
    icon = "user"
    menu_label = _("Ansprechstelle")
    menu_order = 130
    index_view_class = PostIndexView
    list_display: ClassVar = ["__str__", "status", "mailbox", "checked_on", "next_check_on"]
    list_filter: ClassVar = ["status"]
    search_fields: ClassVar = ["district__name", "mailbox"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("status"),
                    FieldPanel("meanwhile"),
                    FieldRowPanel([FieldPanel("mailbox"), FieldPanel("phone")]),
                    FieldPanel("opening_hours"),
                    FieldPanel("responsible_for"),
                ],
                heading=_("Die Stelle"),
                help_text=_("Die Stelle bleibt, auch wenn Personen wechseln: Postfach und Telefon der Funktion."),
            ),
            MultiFieldPanel(
                [FieldPanel("holder"), FieldPanel("holder_legal_basis")],
                heading=_("Name (freiwillig)"),
                classname="collapsed",
            ),
        ],
        base_form_class=PostForm,
    )
