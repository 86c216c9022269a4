"""Organisations in the admin: their form, their list."""

from collections.abc import Iterator
from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from directory.admin.entry_views import DueFilter, EntryViewSet
from directory.admin.forms import EntryForm, districts_for, own_districts
from directory.admin.prefill import PrefilledCreateView
from directory.models import Offer, Organisation
from directory.posts.texts import text_fields
from directory.secrets import betrayed


class OrganisationForm(EntryForm):
    """Who acts for one district is not asked which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = districts_for(self.for_user)
        if len(own) == 1:
            self.instance.home_district = own[0]
            del self.fields["home_district"]
        else:
            self.fields["home_district"].queryset = own

    def clean(self) -> dict[str, Any]:
        """A street that is not published must not stand in the texts, those of the offers included."""
        cleaned: dict[str, Any] = super().clean()
        places = [place for place in self._rows("locations") if place.get("hide_address")]
        streets = [place["street"] for place in places if place.get("street")]
        texts = {name: cleaned.get(name) for name in ("name", "description", "opening_hours")}
        for name, message in betrayed(texts, streets).items():
            self.add_error(name, message)
        for message in self._betrayed_below(streets):
            self.add_error(None, message)
        return cleaned

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """The valid rows of a table below the form that are to stay."""
        rows = [form.cleaned_data for form in self.formsets[name].forms if form.is_valid()]
        return [row for row in rows if not row.get("DELETE")]

    def _betrayed_below(self, streets: list[str]) -> Iterator[str]:
        open_places = [place for place in self._rows("locations") if not place.get("hide_address")]
        for row in [*open_places, *self._rows("contacts")]:
            if betrayed(row, streets):
                yield gettext("In „%s“ steht die Straße einer Adresse, die nicht veröffentlicht wird.") % (
                    row.get("name") or row.get("function") or row.get("street") or gettext("Orte")
                )
        for offer in self.instance.offers.all() if self.instance.pk else ():
            if betrayed({field.name: getattr(offer, field.name) for field in text_fields(Offer)}, streets):
                yield gettext("Die Straße steht noch im Angebot „%s“. Bitte dort zuerst ändern.") % offer


LOCATION = [
    FieldPanel("name"),
    FieldPanel("street"),
    FieldRowPanel([FieldPanel("postcode"), FieldPanel("place")]),
    FieldPanel("hide_address"),
    FieldPanel("opening_hours"),
    FieldPanel("directions"),
    FieldPanel("is_accessible"),
    FieldPanel("accessibility"),
    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], classname="collapsed"),
]


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
    add_view_class = PrefilledCreateView
    list_display: ClassVar = ["name", "kind", "checked_on", "next_check_on"]
    search_fields: ClassVar = ["name", "description", "locations__place"]
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
                ],
                heading=_("Erreichbar"),
                help_text=_("Bitte nur Funktionsadressen: Sie bleiben, wenn Personen wechseln."),
            ),
            InlinePanel("locations", LOCATION, heading=_("Orte"), label=_("Ort")),
            InlinePanel(
                "contacts",
                [FieldPanel("function"), FieldRowPanel([FieldPanel("email"), FieldPanel("phone")])],
                heading=_("Weitere Kontakte"),
                label=_("Kontakt"),
            ),
            MultiFieldPanel(
                [FieldPanel("topics"), FieldPanel("languages")],
                heading=_("Gefunden werden"),
            ),
            MultiFieldPanel(
                [FieldPanel("is_landwide"), FieldPanel("districts_served")],
                heading=_("Wo Sie tätig sind"),
                help_text=_("Über den eigenen Kreis hinaus."),
                classname="collapsed",
            ),
            FieldPanel("upkeep_email"),
        ],
        base_form_class=OrganisationForm,
    )
