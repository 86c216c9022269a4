"""The admin's forms for entries: a person chooses among the own districts only, and mistakes are told in words."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from accounts.models import User
from accounts.rights import districts_of, is_operator
from directory.models import Organisation
from directory.models.freshness import CheckedEntry
from regions.models import District


def districts_for(person: User) -> QuerySet[District]:
    """Where a person may put an entry."""
    everywhere = District.objects.all()
    return everywhere if is_operator(person) else everywhere.filter(ags__in=[own.ags for own in districts_of(person)])


class EntryForm(WagtailAdminModelForm):
    """What somebody real has written is no example any more, and stays when the examples go."""

    def save(self, commit: bool = True) -> CheckedEntry:
        if not self.for_user.is_example:
            self.instance.is_example = False
        saved: CheckedEntry = super().save(commit)
        return saved


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


class OfferForm(EntryForm):
    """An offer belongs to an organisation of the own district."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(home_district__in=districts_for(self.for_user))
        self.fields["organisation"].queryset = own


class PostForm(EntryForm):
    """A name needs its legal basis; a vacant post needs somebody who answers."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("holder") and not cleaned.get("holder_legal_basis"):
            self.add_error(
                "holder_legal_basis",
                _("Ein Name darf nur mit Rechtsgrundlage genannt werden, zum Beispiel „Einwilligung vom 1. März“."),
            )
        return cleaned
