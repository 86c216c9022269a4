"""The owners' pages: all that is written hangs below one of them, so rights follow the owner."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester

from core.models import BasePage
from regions.models import Association, District, Land

ONLY_OPERATOR: Any = {"permission": "superuser"}


class OwnerPermissions(PagePermissionTester):
    """An owner's own page: its people may edit and publish its text, but not remove, move or hide it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(self.user.is_superuser and super().can_delete(ignore_bulk))

    def can_move(self) -> bool:
        return bool(self.user.is_superuser and super().can_move())

    def can_unpublish(self) -> bool:
        return bool(self.user.is_superuser and super().can_unpublish())

    def can_set_view_restrictions(self) -> bool:
        return bool(self.user.is_superuser and super().can_set_view_restrictions())

    def can_reorder_children(self) -> bool:
        return bool(self.user.is_superuser and super().can_reorder_children())

    def can_lock(self) -> bool:
        return bool(self.user.is_superuser and super().can_lock())

    def can_unlock(self) -> bool:
        return bool(self.user.is_superuser and super().can_unlock())


class OwnerPage(BasePage):
    """What the pages of districts, associations and the Land share."""

    intro = models.TextField(_("Über uns"), max_length=1500, blank=True)

    content_panels: ClassVar = [FieldPanel("title", **ONLY_OPERATOR), FieldPanel("intro")]
    promote_panels: ClassVar = [FieldPanel("slug", **ONLY_OPERATOR), FieldPanel("search_description")]
    settings_panels: ClassVar[list[FieldPanel]] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return OwnerPermissions(user, self)


class DistrictIndexPage(BasePage):
    """`/kreise/`: the map and the list of all districts; their pages hang below it."""

    content_panels: ClassVar = [FieldPanel("title", **ONLY_OPERATOR)]
    parent_page_types: ClassVar = ["core.HomePage"]
    subpage_types: ClassVar = ["directory.DistrictPage"]
    max_count = 1
    template = "directory/district_index_page.html"

    class Meta:
        verbose_name = _("Kreisübersicht")
        verbose_name_plural = _("Kreisübersichten")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """All children are district pages, so each is read whole at once: two queries less on every page below."""
        if not path_components:
            return super().route(request, path_components)
        child = DistrictPage.objects.child_of(self).filter(slug=path_components[0]).first()
        if child is None:
            raise Http404
        return child.route(request, path_components[1:])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.queries import district_index

        return {**super().get_context(request, *args, **kwargs), **district_index()}


class DistrictPage(OwnerPage):
    """The page of one district; its practices and materials are its children."""

    district = models.OneToOneField(District, on_delete=models.PROTECT, related_name="page", verbose_name=_("Kreis"))

    parent_page_types: ClassVar = ["directory.DistrictIndexPage"]
    template = "directory/district_page.html"

    class Meta:
        verbose_name = _("Kreisseite")
        verbose_name_plural = _("Kreisseiten")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """District pages come with the reference data (`setup`), not from the admin."""
        return False

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.queries import district_overview

        return {**super().get_context(request, *args, **kwargs), **district_overview(self.district, request.user)}


class AssociationPage(OwnerPage):
    """The page of a kommunaler Spitzenverband."""

    association = models.OneToOneField(
        Association, on_delete=models.PROTECT, related_name="page", verbose_name=_("Verband")
    )

    parent_page_types: ClassVar = ["core.HomePage"]
    template = "directory/association_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.queries import association_overview

        return {**super().get_context(request, *args, **kwargs), **association_overview(self.association)}

    class Meta:
        verbose_name = _("Verbandsseite")
        verbose_name_plural = _("Verbandsseiten")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """As with districts: they come with the reference data."""
        return False


class LandPage(OwnerPage):
    """The page of the Land: what concerns all districts."""

    land = models.OneToOneField(Land, on_delete=models.PROTECT, related_name="page", verbose_name=_("Land"))

    parent_page_types: ClassVar = ["core.HomePage"]
    template = "directory/land_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from directory.queries import land_overview

        return {**super().get_context(request, *args, **kwargs), **land_overview(self.land)}

    class Meta:
        verbose_name = _("Seite des Landes")
        verbose_name_plural = _("Seiten des Landes")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """As with districts: it comes with the reference data."""
        return False
