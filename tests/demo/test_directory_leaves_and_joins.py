"""The whole example directory leaves district by district and joins again without a change."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.exchange.export import FORMATS
from directory.exchange.snapshot import snapshot
from directory.models import Organisation
from regions.models import District

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_the_examples_changes_nothing_when_it_is_imported(form: str, tmp_path: Path) -> None:
    before = snapshot(Organisation.objects.all())
    for ags in District.objects.filter(organisations__isnull=False).values_list("ags", flat=True).distinct():
        said = io.StringIO()
        call_command("export_directory", str(tmp_path / ags), district=ags, format=form, stdout=io.StringIO())
        call_command("import_directory", str(tmp_path / ags), district=ags, stdout=said)
        assert "0 neu, 0 geändert" in said.getvalue()
        assert "Hinweis" not in said.getvalue()
    assert snapshot(Organisation.objects.all()) == before
