"""Whatever refers to a person is told to that person and erased on demand: no foreign key without somebody who does."""

from django.apps import apps
from django.db.models import Model

from accounts.models import User
from accounts.personal_data import covered


def relations_to_people() -> set[tuple[type[Model], str]]:
    """Each once, at the model that holds the column."""
    return {
        (model, field.name)
        for model in apps.get_models()
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is User and not getattr(field.remote_field, "parent_link", False)
    }


def test_every_reference_to_a_person_is_covered_by_export_and_erasure() -> None:
    missing = sorted(f"{model._meta.label}.{field}" for model, field in relations_to_people() - covered())
    assert not missing, (
        "Say with accounts.personal_data.register_relation in your AppConfig.ready() what is told and erased of: "
        + ", ".join(missing)
    )
