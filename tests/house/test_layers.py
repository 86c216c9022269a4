"""The models keep to the house's layers as the imports do, and the migrations say what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Field, Model

from tests.house.sources import APPS, LAYERS

DEPTH = {app: depth for depth, layer in enumerate(LAYERS) for app in layer}


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]


def is_inherited(model: type[Model], field: Field) -> bool:
    """Whether another project's abstract model brings the field, as Wagtail's images bring `uploaded_by_user`."""
    bases = (base for base in model.__mro__ if base.__module__.partition(".")[0] not in APPS)
    return any(
        field.name in {own.name for own in base._meta.local_fields}
        for base in bases
        if issubclass(base, Model) and base is not Model
    )


def test_a_foreign_key_points_downward() -> None:
    upward = [
        f"{model._meta.label}.{field.name} points up to {target._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field)
        and isinstance(target := field.related_model, type)
        and not is_inherited(model, field)
        if target._meta.app_label in APPS and DEPTH[target._meta.app_label] < DEPTH[model._meta.app_label]
    ]
    assert not upward, "\n".join(upward)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    labels = sorted({model._meta.app_label for model in own_models()})
    call_command("makemigrations", *labels, check=True, dry_run=True, verbosity=1)
