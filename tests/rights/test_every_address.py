"""Every address of the admin that takes a number, tried by somebody from another district: nothing is told or changed.

The addresses are read from the portal itself, so that one which comes with a new version of Wagtail is tried too.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, PageViewRestriction, Revision

from accounts.models import Role
from core.models import Picture, StoredFile
from tests.factories import MAINZ, TRIER, person
from tests.rights.conftest import Body, World, signed_in

# What stands for each variable part of an address. Numbers of other things than pages and files are not tried here.
WORDS = {
    "content_type_app_name": "bestpractice", "content_type_model_name": "practicepage", "app_label": "bestpractice",
    "model_name": "practicepage", "app_name": "bestpractice", "filter_spec": "width-20",
}  # fmt: skip
NUMBERS = {
    "page_id": "draft", "parent_page_id": "draft", "page_to_move_id": "draft", "page_pk": "draft",
    "destination_id": "draft", "object_id": "draft", "revision_id": "revision",
    "image_id": "picture", "document_id": "file", "doc_id": "file",
}  # fmt: skip
LEFT_OUT = (
    "logout/",
    "bulk/",  # below, with its numbers in the query
    "dismissibles/",  # one's own settings
    "failwhale/",  # breaks on purpose
)


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every address below the admin as a format string, with the names of its variables."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            whole = before + str(pattern.pattern)
            yield whole, re.findall(r"<(?:\w+:)?(\w+)>", whole)


def admin_addresses() -> list[str]:
    found = []
    for address, _names in addresses(get_resolver().url_patterns):
        place = address.removeprefix("verwaltung/")
        if address != place and "^" not in address and not place.startswith(LEFT_OUT):
            found.append(address)
    return sorted(set(found))


def fill(address: str, body: Body) -> str | None:
    """The address with the foreign body's numbers; None when it takes others."""
    things = {
        "draft": body.draft.pk,
        "revision": body.draft.latest_revision_id,
        "picture": body.picture.pk,
        "file": body.file.pk,
    }
    numbers = {name: things[kind] for name, kind in NUMBERS.items()}
    if "images/chooser" in address:
        numbers["pk"] = body.picture.pk
    elif "documents/chooser" in address:
        numbers["pk"] = body.file.pk
    values = {**WORDS, **numbers}
    names = re.findall(r"<(?:\w+:)?(\w+)>", address)
    if not set(names) <= set(values):
        return None
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), address)


def everything_of(body: Body) -> Any:
    """What must stay as it is."""
    pages = Page.objects.filter(path__startswith=body.page.path)
    return (
        list(pages.order_by("path").values("pk", "path", "title", "draft_title", "slug", "live", "locked", "owner")),
        Revision.objects.filter(object_id__in=[str(page.pk) for page in pages]).count(),
        list(StoredFile.objects.filter(collection=body.file.collection).values("pk", "title", "file")),
        list(Picture.objects.filter(collection=body.picture.collection).values("pk", "title", "file")),
        PageViewRestriction.objects.count(),
    )


@pytest.fixture
def stranger(world: World) -> Client:
    """The manager of Trier; the foreign body is Mainz."""
    return signed_in(person(Role.Kind.MANAGER, ags=TRIER))


def told(answer: Any, body: Body) -> bool:
    content = answer.getvalue().decode(errors="replace")
    return body.secret in content


SENT = {
    "action-publish": "x", "title": "Gekapert", "slug": "gekapert", "new_title": "x", "new_slug": "gekapert",
    "restriction_type": "login", "password": "", "action": "publish",
    "external-link-chooser-url": "", "email-link-chooser-email_address": "", "phone-link-chooser-phone_number": "",
}  # fmt: skip


@pytest.mark.parametrize("address", admin_addresses())
def test_an_address_tells_and_changes_nothing(world: World, stranger: Client, address: str) -> None:
    body = world.bodies[MAINZ]
    before = everything_of(body)
    filled = fill(address, body)
    if filled is None:
        return
    for method in ("get", "post"):
        answer = getattr(stranger, method)(filled, SENT if method == "post" else {})
        assert answer.status_code < 500, (method, filled)
        assert not told(answer, body), (method, filled)
    assert everything_of(body) == before


def bulk_actions(body: Body) -> list[str]:
    """Addresses of what is done with many things at once, with the numbers of foreign ones, and with "all"."""
    actions = {
        "wagtailcore/page": (body.draft.pk, ["delete", "move", "publish", "unpublish"]),
        "core/storedfile": (body.file.pk, ["delete", "add_tags", "add_to_collection"]),
        "core/picture": (body.picture.pk, ["delete", "add_tags", "add_to_collection"]),
    }
    return [
        f"bulk/{model}/{action}/?{query}"
        for model, (number, names) in actions.items()
        for action in names
        for query in (f"id={number}", "id=all", f"id=all&childOf={body.page.pk}", f"id={number}&q=Vertraulich")
    ]


def numbered(world: World) -> dict[str, list[str]]:
    """Addresses whose numbers stand in the query: choosers, lists, searches."""
    body, own = world.bodies[MAINZ], world.bodies[TRIER]
    draft, picture, file = body.draft.pk, body.picture.pk, body.file.pk
    return {
        "choosers": [
            f"choose-page/chosen-multiple/?id={draft}",
            f"choose-page/{body.page.pk}/",
            f"choose-page/{body.page.pk}/?page_type=bestpractice.practicepage",
            "choose-page/?page_type=bestpractice.practicepage",
            "choose-page/search/?q=Vertraulich",
            "choose-page/search/?q=Entwurf",
            f"choose-external-link/?parent_page_id={draft}",
            f"images/chooser/chosen-multiple/?id={picture}",
            f"documents/chooser/chosen-multiple/?id={file}",
            "images/chooser/", "images/chooser/results/?q=Vertraulich",
            "documents/chooser/", "documents/chooser/results/?q=Vertraulich",
        ],
        "lists": [
            "", "pages/", f"pages/{body.page.pk}/", f"pages/{body.page.pk}/results/", "pages/search/?q=Vertraulich",
            "pages/search/results/?q=Entwurf", "images/", "images/?q=Vertraulich", "documents/",
            "documents/?q=Vertraulich",
            f"images/?collection_id={body.picture.collection_id}",
            f"documents/?collection_id={body.file.collection_id}",
            "pages/usage/bestpractice/practicepage/", "reports/site-history/", "reports/aging-pages/",
            "reports/locked/", "reports/page-types-usage/", "reports/workflow/", "collections/",
        ],
        "interfaces": [
            "api/main/pages/", f"api/main/pages/?child_of={body.page.pk}", f"api/main/pages/{draft}/",
            f"api/main/pages/?child_of={body.page.pk}&for_explorer=1",
            f"api/main/pages/find/?id={draft}", "api/main/images/", f"api/main/images/{picture}/",
            "api/main/documents/", f"api/main/documents/{file}/",
        ],
        "forms": [
            f"pages/{own.live.pk}/copy/?new_parent_page={draft}", f"pages/{own.live.pk}/move/{draft}/confirm/",
            f"pages/{draft}/revisions/compare/earliest...latest/", f"pages/{draft}/revisions/compare/live...latest/",
            f"create/bestpractice/practicepage?parent_page={draft}",
        ],
        "bulk actions": bulk_actions(body),
    }  # fmt: skip


@pytest.mark.parametrize("group", ["choosers", "lists", "interfaces", "forms", "bulk actions"])
def test_numbers_in_the_query_tell_and_change_nothing(world: World, stranger: Client, group: str) -> None:
    body = world.bodies[MAINZ]
    before = everything_of(body)
    for address in numbered(world)[group]:
        assert not told(stranger.get(f"/verwaltung/{address}"), body), address
        assert not told(stranger.post(f"/verwaltung/{address}", SENT), body), address
    assert everything_of(body) == before


@pytest.mark.parametrize(
    "action", ["publish", "unpublish", "delete", "move", "copy", "create_alias", "revert_to_page_revision"]
)
def test_the_admins_interface_acts_on_nothing_foreign(world: World, stranger: Client, action: str) -> None:
    body, own = world.bodies[MAINZ], world.bodies[TRIER]
    before = everything_of(body), everything_of(own)
    values = {
        "destination_page_id": own.page.pk,
        "destination": own.page.pk,
        "revision_id": body.draft.latest_revision_id,
    }
    for page in (body.draft, body.live):
        address = f"/verwaltung/api/main/pages/{page.pk}/action/{action}/"
        stranger.post(address, json.dumps(values), content_type="application/json")
    assert (everything_of(body), everything_of(own)) == before


def test_ones_own_form_takes_nothing_foreign_and_tells_nothing(world: World, stranger: Client) -> None:
    """Copy, move and edit with another body's number sent in the form."""
    body, own = world.bodies[MAINZ], world.bodies[TRIER]
    before = everything_of(body)
    for way, values in (
        ("copy/", {"new_title": "x", "new_slug": "x", "new_parent_page": body.draft.pk}),
        ("copy/", {"new_title": "x", "new_slug": "x", "new_parent_page": body.page.pk}),
        ("move/", {"new_parent_page": body.draft.pk}),
        ("move/", {"new_parent_page": body.page.pk}),
    ):
        assert not told(stranger.post(f"/verwaltung/pages/{own.live.pk}/{way}", values), body), (way, values)
    assert everything_of(body) == before
