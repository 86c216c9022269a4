"""What a district tells of its use of a practice, and what others report."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from bestpractice.ledger.acts import Account, Word
from bestpractice.models import Adoption
from regions.models import District

Stage = Adoption.Stage
STAGES = [
    (Stage.INTERESTED, _("Wir interessieren uns dafür")),
    (Stage.PLANNING, _("Wir planen es")),
    (Stage.PILOTING, _("Wir erproben es")),
    (Stage.RUNNING, _("Es läuft bei uns")),
    (Stage.STOPPED, _("Wir haben wieder aufgehört")),
]
REPORTED = [
    (Stage.INTERESTED, _("Der Kreis interessiert sich dafür")),
    (Stage.PLANNING, _("Der Kreis plant es")),
    (Stage.PILOTING, _("Der Kreis erprobt es")),
    (Stage.RUNNING, _("Es läuft dort")),
]
ROWS = {"rows": 3}


class StageForm(forms.Form):
    """A stage and since when; a stop says why. `without`: the stage that already holds."""

    stage = forms.ChoiceField(label=_("Wie weit sind Sie?"), choices=STAGES, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Seit wann?"), widget=AdminDateInput)
    because = forms.CharField(
        label=_("Warum haben Sie aufgehört?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Nur, wenn es beendet ist. Das lesen Mitglieder des Netzes, sonst niemand."),
    )
    reason_is_public = forms.BooleanField(
        label=_("Der Grund darf auch öffentlich gezeigt werden"),
        required=False,
        help_text=_("Entscheiden Sie das mit Ihrer Leitung."),
    )

    def __init__(self, *args: Any, without: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        assert isinstance(stage, forms.ChoiceField)
        if without:
            stage.choices = [(value, label) for value, label in STAGES if value != without]
        self.fields["on"].initial = timezone.localdate

    def word(self) -> Word:
        """What was told. Only once the form is valid."""
        told = self.cleaned_data
        return Word(told["stage"], told["on"], told.get("because", ""), told.get("reason_is_public", False))


class AccountForm(forms.Form):
    """How it goes there."""

    adaptation = forms.CharField(
        label=_("Was machen Sie anders?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Zum Beispiel: Nur Schulen, keine Kitas: Dort arbeitet eine eigene Fachkraft."),
    )
    outcome = forms.CharField(
        label=_("Was hat es gebracht?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Das können Sie auch später ergänzen."),
    )
    cost = forms.IntegerField(
        label=_("Was kostet es im Jahr, in Euro?"), required=False, min_value=0, max_value=2_000_000_000
    )

    def account(self) -> Account:
        told = self.cleaned_data
        return Account(told["adaptation"], told["outcome"], told["cost"])


class AdoptForm(AccountForm, StageForm):
    """A district adds itself. Whoever acts for several chooses for which."""

    district = forms.ModelChoiceField(District.objects.none(), label=_("Für wen?"), empty_label=None)
    field_order = ("district", "stage", "on", "because", "reason_is_public", "adaptation", "outcome", "cost")

    def __init__(self, *args: Any, districts: list[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._districts = districts
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = District.objects.filter(pk__in=[district.pk for district in districts])
        if len(districts) == 1:
            del self.fields["district"]

    def adopting(self) -> District:
        chosen: District = self.cleaned_data.get("district", self._districts[0])
        return chosen


class ReportForm(forms.Form):
    """Somebody else says that a district uses a practice."""

    district = forms.ModelChoiceField(District.objects.none(), label=_("Welcher Kreis?"), empty_label=_("Bitte wählen"))
    stage = forms.ChoiceField(label=_("Wie weit ist man dort?"), choices=REPORTED, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Seit wann ungefähr?"), widget=AdminDateInput)

    def __init__(self, *args: Any, districts: list[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = District.objects.filter(pk__in=[district.pk for district in districts])
        self.fields["on"].initial = timezone.localdate

    def word(self) -> Word:
        return Word(self.cleaned_data["stage"], self.cleaned_data["on"])
