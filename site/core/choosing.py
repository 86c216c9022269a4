"""Which pages, files and pictures a person may name in the admin: what is public, and what is one's own."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from wagtail.documents import permissions as file_permissions
from wagtail.images import permissions as picture_permissions
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.models import Picture, StoredFile

Person = AbstractBaseUser | AnonymousUser


def choosable_pages(user: Person, pages: Any = None) -> Any:
    """Of a page queryset: live pages, one's own with their drafts, and the root, which every chooser starts from."""
    pages = Page.objects.all() if pages is None else pages
    own = page_permission_policy.explorable_instances(user).values("pk")
    return pages.live() | pages.filter(pk__in=own) | pages.filter(depth=1)


def may_choose(user: Person, thing: Model) -> bool:
    """Whether a person may point at a page, file or picture; about other things this has no say."""
    if isinstance(thing, Page):
        if choosable_pages(user).filter(pk=thing.pk).exists():
            return True
        return bool(thing.specific.permissions_for_user(user).can_edit())  # rights beside the tree, on this page alone
    for model, permissions in ((StoredFile, file_permissions), (Picture, picture_permissions)):
        if isinstance(thing, model):
            return bool(permissions.permission_policy.user_has_permission_for_instance(user, "choose", thing))
    return True
