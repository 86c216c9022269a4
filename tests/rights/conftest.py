"""The portal that the rights are tried in, built once for all cases; each case is rolled back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from core.models import Picture, StoredFile
from tests import factories
from tests.factories import ALZEY, MAINZ, TRIER


@dataclass
class Body:
    """What an owner has: its page, something published with a draft above it, something never published, files.

    `secret` stands in the title of everything that only the owner may see.
    """

    secret: str
    page: Page
    live: Page
    draft: Page
    file: StoredFile
    picture: Picture


@dataclass
class World:
    """Two cities and a county with what is theirs."""

    bodies: dict[str, Body] = field(default_factory=dict)


def body_of(page: Page) -> Body:
    """A body with texts: for districts practices, for others materials."""
    make = factories.PracticeFactory if "district" in page.content_type.model else factories.MaterialFactory
    secret = f"Vertraulich{page.pk}"
    file = factories.stored_file(page, title=f"{secret} Datei")
    picture = factories.picture(page, title=f"{secret} Bild", description="Zwei Menschen am Schalter")
    live = make(parent=page, title="Öffentliches")
    live.title = f"{secret} neue Fassung"
    live.save_revision()
    draft = make(parent=page, title=f"{secret} Entwurf", slug=f"entwurf-{page.slug}", live=False)
    return Body(secret, page, type(live).objects.get(pk=live.pk), draft, file, picture)


@pytest.fixture(scope="module")
def world(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One transaction around all cases of a module: setting up costs seconds, a case a tenth of one."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        factories.portal(MAINZ, TRIER, ALZEY)
        pages = {key: factories.district_page(key) for key in (MAINZ, TRIER, ALZEY)}
        pages["staedtetag"] = factories.association_page("staedtetag")
        pages["landkreistag"] = factories.association_page("landkreistag")
        pages["land"] = factories.land_page()
        yield World({name: body_of(page) for name, page in pages.items()})
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def a_case_leaves_nothing(world: World, db: None) -> None:
    cache.clear()


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
