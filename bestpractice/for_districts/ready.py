"""What the drafts for districts register when the portal starts."""

from typing import Any

from wagtail.signals import page_published

from accounts.personal_data import OnErase, register_relation
from bestpractice.for_districts.acts import note_published
from bestpractice.models import DraftForDistrict, PracticePage
from bestpractice.queries import on_practices_of
from directory.posts.texts import register_texts


def register() -> None:
    page_published.connect(_published, sender=PracticePage, dispatch_uid="bestpractice.for_districts")
    register_texts(DraftForDistrict, on_practices_of(DraftForDistrict))
    register_relation(
        DraftForDistrict, "written_by", ("practice__title", "source", "state", "created_at"), OnErase.KEEP
    )


def _published(sender: type[PracticePage], instance: PracticePage, **kwargs: Any) -> None:
    note_published(instance)
