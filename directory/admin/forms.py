"""What the admin's forms for entries have in common: a person chooses among the own districts only."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.forms.models import WagtailAdminModelForm

from accounts.models import User
from accounts.rights import districts_of, is_operator
from directory.admin.entry_views import signed_in
from regions.models import District


def districts_for(person: User) -> QuerySet[District]:
    """Where a person may put an entry."""
    everywhere = District.objects.all()
    return everywhere if is_operator(person) else everywhere.filter(ags__in=[own.ags for own in districts_of(person)])


def own_districts(request: HttpRequest | None) -> QuerySet[District]:
    """For the filter: where the person's entries can lie."""
    if request is None:
        return District.objects.none()
    return districts_for(signed_in(request))


class EntryForm(WagtailAdminModelForm):
    """What somebody real has written is no example any more, and stays when the examples go."""

    def save(self, commit: bool = True) -> Any:
        if not self.for_user.is_example:
            self.instance.is_example = False
        return super().save(commit)
