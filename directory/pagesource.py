"""What all searchable pages have in common: only what is live and unrestricted is found, under its address."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from core.models import BasePage
from core.visibility import is_public
from search.registry import Draft

P = TypeVar("P", bound=BasePage)


class PageSource(ABC, Generic[P]):
    """A Source for one page type; a subclass says in `describe` what the page is about."""

    kind: str
    model: type[P]

    @abstractmethod
    def describe(self, page: P) -> Draft:
        """What a public page is found by."""

    def draft(self, pk: int) -> Draft | None:
        page = self.model.objects.filter(pk=pk).first()
        if page is None or not is_public(page) or page.get_url() is None:
            return None
        return self.describe(page)

    def all_pks(self) -> Iterable[int]:
        return self.model.objects.values_list("pk", flat=True)
