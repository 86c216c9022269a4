"""Who may do what with a practice, beside what follows from the tree."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from accounts.rights import associations_of
from bestpractice.models import DraftForDistrict


class PracticePermissions(PagePermissionTester):
    """As the tree says; and an association's editors edit what they write down for a district, until it takes it over.

    Editing is all they may: not publish, move, copy or delete.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.writes_for_district = writes_for_district(user, page)

    def can_edit(self) -> bool:
        return self.writes_for_district or bool(super().can_edit())

    def can_copy(self) -> bool:
        return bool(super().can_edit())


def writes_for_district(user: Any, page: Page) -> bool:
    """Whether a person edits this draft as an editor. Nobody but editors is asked for in the database."""
    associations = associations_of(user)
    if not associations or page.live or not page.pk:
        return False
    drafts = DraftForDistrict.objects.filter(practice=page.pk, association__in=associations)
    return drafts.filter(state__in=DraftForDistrict.WITH_EDITORS).exists()
