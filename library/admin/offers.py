"""Choosing an offer for a dossier: by its title, its organisation or its district."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from directory.models import Offer


class OfferFilterForm(BaseFilterForm):
    """Every word occurs in one of the three."""

    q = forms.CharField(label=_("Suchen"), required=False)

    def filter(self, objects: QuerySet[Offer]) -> QuerySet[Offer]:
        for word in self.cleaned_data["q"].replace("\x00", "").split()[:10]:
            objects = objects.filter(
                Q(title__icontains=word)
                | Q(organisation__name__icontains=word)
                | Q(organisation__home_district__name__icontains=word)
            )
        self.is_searching = bool(self.cleaned_data["q"])
        self.search_query = self.cleaned_data["q"]
        return objects


class WithOrganisation:
    """Titles repeat: the organisation says which one it is."""

    filter_form_class = OfferFilterForm

    def get_object_list(self) -> QuerySet[Offer]:
        return Offer.objects.select_related("organisation__home_district")

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,  # type: ignore[attr-defined]
            Column("organisation", label=_("Einrichtung")),
            Column("district", label=_("Kreis"), accessor="organisation.home_district.full_name"),
        ]


class OfferChooseView(WithOrganisation, ChooseView):
    pass


class OfferChooseResultsView(WithOrganisation, ChooseResultsView):
    pass


class OfferChooserViewSet(ChooserViewSet):
    """All that it shows is public."""

    model = Offer
    icon = "list-ul"
    choose_one_text = _("Angebot wählen")
    choose_another_text = _("Anderes Angebot wählen")
    edit_item_text = _("Angebot bearbeiten")
    choose_view_class = OfferChooseView
    choose_results_view_class = OfferChooseResultsView
    register_widget = True


offer_chooser = OfferChooserViewSet("offer_chooser", url_prefix="angebote-waehlen")
