"""Offers in the admin: their form, their list."""

from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from directory.admin.entry_views import DueFilter, EntryViewSet, signed_in
from directory.admin.forms import EntryForm, districts_for
from directory.admin.prefill import PrefilledCreateView
from directory.models import Offer, Organisation
from directory.secrets import betrayed, hidden_streets


class OfferForm(EntryForm):
    """An offer belongs to an organisation of the own district."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(home_district__in=districts_for(self.for_user))
        self.fields["organisation"].queryset = own
        if self.instance.pk:
            self.fields["locations"].queryset = self.instance.organisation.locations.all()
        else:
            del self.fields["locations"]

    def clean(self) -> dict[str, Any]:
        """A street that is not published must not stand in the texts."""
        cleaned: dict[str, Any] = super().clean()
        organisation = cleaned.get("organisation")
        texts = {name: value for name, value in cleaned.items() if isinstance(value, str)}
        for name, message in betrayed(texts, hidden_streets(organisation) if organisation else []).items():
            self.add_error(name, message)
        return cleaned

    def save(self, commit: bool = True) -> Offer:
        """A new offer is where its organisation is; one that went to another organisation leaves the places behind."""
        saved: Offer = super().save(commit)
        own = saved.organisation.locations.all()
        if "locations" not in self.fields or "organisation" in self.changed_data:
            saved.locations.set(own if len(own) == 1 else [])
        return saved


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


class OfferAddView(PrefilledCreateView):
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
                    FieldPanel("need"),
                    FieldPanel("summary"),
                    FieldPanel("description"),
                ],
                heading=_("Was"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("locations", widget=CheckboxSelectMultiple),
                    FieldPanel("place"),
                    FieldPanel("times"),
                    FieldPanel("by_appointment"),
                    FieldRowPanel([FieldPanel("cost"), FieldPanel("is_free")]),
                    FieldPanel("contact"),
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                    FieldPanel("funding_ends_on"),
                    FieldPanel("is_landwide"),
                ],
                heading=_("Wo, wann, für wie viel"),
                help_text=_("Nach dem letzten Tag wird das Angebot nicht mehr gefunden; gelöscht wird nichts."),
            ),
            InlinePanel(
                "schedules",
                [
                    FieldRowPanel([FieldPanel("weekday"), FieldPanel("date")]),
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldPanel("note"),
                ],
                heading=_("Zeiten für den Kalender"),
                label=_("Zeit"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("requirements", help_text=_("Was sonst nötig ist. Leer heißt: nichts.")),
                    FieldPanel("papers"),
                    FieldRowPanel([FieldPanel("language_level"), FieldPanel("needs_referral")]),
                    FieldPanel("waiting_list"),
                    FieldPanel("is_accessible"),
                    FieldPanel("accessibility"),
                ],
                heading=_("Was man wissen muss"),
            ),
            MultiFieldPanel(
                [FieldPanel("topics"), FieldPanel("target_groups"), FieldPanel("languages")],
                heading=_("Gefunden werden"),
            ),
        ],
        base_form_class=OfferForm,
    )
