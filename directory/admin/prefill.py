"""A form for a new entry may begin with what somebody else wrote: whoever keeps such texts registers a reader."""

from collections.abc import Callable, Mapping

from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.views import generic

from accounts.models import User
from directory.admin.entry_views import signed_in

# Person, number, model → values of the new entry's fields; nothing where the person may not see the text.
Reader = Callable[[User, int, type[Model]], Mapping[str, str]]

_readers: dict[str, Reader] = {}


def register_prefill(parameter: str, reader: Reader) -> None:
    """`parameter`: how the address of the form names the text, for example ?zuschrift=12."""
    _readers[parameter] = reader


class PrefilledCreateView(generic.CreateView):
    """Opens with the values that a text named in the address has for it; saving asks nothing of that text."""

    request: HttpRequest

    def get_initial_form_instance(self) -> Model | None:
        for parameter, reader in _readers.items():
            number = self.request.GET.get(parameter, "")
            if number.isdecimal() and (values := reader(signed_in(self.request), int(number), self.model)):
                made: Model = self.model(**values)
                return made
        found: Model | None = super().get_initial_form_instance()
        return found
