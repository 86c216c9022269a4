"""The owners of what is written: for each district, association and the Land a page, a collection, a group."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.rights import LAND_GROUP, MEMBERS_GROUP, OPERATOR_GROUP, association_group, district_group
from core.models import HomePage
from directory.models import AssociationPage, DistrictIndexPage, DistrictPage, LandPage, Post
from directory.models.pages import OwnerPage
from regions.models import Association, District, Land

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
FILE_RIGHTS = {
    "wagtaildocs": ("add_document", "change_document", "delete_document", "choose_document"),
    "wagtailimages": ("add_image", "change_image", "delete_image", "choose_image"),
}


def set_up_owners(home: HomePage) -> None:
    """Makes what is missing for every owner in the reference data; changes nothing that is there."""
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in (MEMBERS_GROUP, OPERATOR_GROUP):
        Group.objects.get_or_create(name=name)[0].permissions.add(access)
    for land in Land.objects.all():
        _own(_page(home, LandPage, land=land, title=land.name, slug="land"))
    for association in Association.objects.all():
        _own(_page(home, AssociationPage, association=association, title=association.name, slug=association.slug))
    index = DistrictIndexPage.objects.first() or home.add_child(
        instance=DistrictIndexPage(title=_("Kreise"), slug="kreise")
    )
    for district in District.objects.all():
        _own(_page(index, DistrictPage, district=district, title=district.full_name, slug=district.slug))
        Post.objects.get_or_create(district=district)


def _page(parent: Page, model: type[OwnerPage], *, title: str, slug: str, **owner: object) -> OwnerPage:
    page: OwnerPage | None = model.objects.filter(**owner).first()
    if page is None:
        page = model(title=title, slug=slug, **owner)
        parent.refresh_from_db()
        parent.add_child(instance=page)
    return page


def _own(page: OwnerPage) -> None:
    """Gives the owner's group the page's subtree and a collection of the same name for files and pictures."""
    group, _created = Group.objects.get_or_create(name=_group_name(page))
    for codename in PAGE_RIGHTS:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=page.page_ptr, permission=permission)
    collection = collection_of(page)
    for app_label, codenames in FILE_RIGHTS.items():
        for permission in Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _group_name(page: OwnerPage) -> str:
    if isinstance(page, DistrictPage):
        return district_group(page.district_id)
    if isinstance(page, AssociationPage):
        return association_group(page.association.slug)
    return LAND_GROUP


def collection_of(page: OwnerPage) -> Collection:
    """The collection that the owner's group was given, whatever page and collection are called by now; else made."""
    given = Collection.objects.filter(group_permissions__group__name=_group_name(page)).order_by("pk").first()
    if given:
        return given
    root = Collection.get_first_root_node()
    collection: Collection = root.get_children().filter(name=page.title).first() or root.add_child(name=page.title)
    return collection
