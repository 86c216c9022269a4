"""Numbers in the addresses of Wagtail's admin: a thing that is neither public nor one's own is not shown there.

Wagtail asks for rights where something is changed. Where something is only chosen, moved to, copied to or listed, some
of its views look a thing up by its number and show the title to everybody who may enter the admin.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.views.chooser import page_models_from_string
from wagtail.models import Page

from core.choosing import may_choose
from core.models import Picture, StoredFile

NUMBERS_IN_ADDRESS: dict[str, type[Model]] = {
    "page_id": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "destination_id": Page,
    "page_pk": Page,
    "image_id": Picture,
    "document_id": StoredFile,
    "doc_id": StoredFile,
}
NUMBERS_SENT: dict[str, type[Model]] = {
    "parent_page_id": Page,
    "new_parent_page": Page,
    "parent_page": Page,
    "childOf": Page,
    "target_pages[]": Page,
}
CHOOSER = "wagtailadmin_choose_page"
# What shows things of all bodies, or is the operator's work.
OPERATOR_ONLY = (
    "wagtailadmin_reports:",
    "wagtailadmin_workflows:",
    "wagtailadmin_collections:",
    "wagtailadmin_api:images:",
    "wagtailadmin_api:documents:",
)


def may_enter(request: HttpRequest, view_name: str, arguments: dict[str, Any]) -> bool:
    """Whether a person who is no operator may call this address of the admin with these numbers."""
    if view_name.startswith(OPERATOR_ONLY):
        return False
    return all(_exists_for(request, model, number) for model, number in _numbers(request, view_name, arguments))


def _numbers(request: HttpRequest, view_name: str, arguments: dict[str, Any]) -> Iterator[tuple[type[Model], Any]]:
    for name, model in NUMBERS_IN_ADDRESS.items():
        if name in arguments:
            yield model, arguments[name]
    for sent in (request.GET, request.POST):
        for name, model in NUMBERS_SENT.items():
            yield from ((model, number) for number in sent.getlist(name))
    if view_name == f"{CHOOSER}_chosen_multiple":
        yield from ((Page, number) for number in request.GET.getlist("id"))
    if view_name == CHOOSER and (types := request.GET.get("page_type")):
        yield from _where_the_chooser_opens(types)


def _where_the_chooser_opens(types: str) -> Iterator[tuple[type[Model], Any]]:
    """Without a number it opens at the lowest page above all pages of the wanted types: with one, at this one."""
    try:
        models = page_models_from_string(types)
    except (ValueError, LookupError):
        return  # Wagtail answers 404
    if models != (Page,):
        yield Page, Page.objects.type(*models).first_common_ancestor().pk


def _exists_for(request: HttpRequest, model: type[Model], number: Any) -> bool:
    if not str(number).isdecimal():
        return True  # names nothing: Wagtail says so
    thing = model._default_manager.filter(pk=number).first()
    return thing is None or may_choose(request.user, thing)
