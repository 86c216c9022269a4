"""A portal with the example content, built once for the tests that only look at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from wagtail.models import Collection, Locale, Page


def lay_ground() -> None:
    """What Wagtail's migrations leave, and the flush after a transactional test takes away."""
    if Page.get_first_root_node() is None:
        Locale.objects.get_or_create(language_code="de")
        Page.add_root(title="Root", slug="root", locale=Locale.get_default())
        Collection.add_root(name="Root")


@pytest.fixture(scope="module")
def portal(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """`setup` and `setup_demo`; gives the folder of the files. Rolled back when the last test is done."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock(), transaction.atomic():
        lay_ground()
        call_command("setup", verbosity=0)
        call_command("setup_demo", verbosity=0)
        yield media
        transaction.set_rollback(True)
