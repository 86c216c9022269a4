"""Questions to the library: whose a material is, how long its file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from directory.models.pages import OwnerPage
from directory.queries import topic_chips
from library.models import FileText, MaterialPage


def owner_name(owner: OwnerPage) -> str:
    """Whose something is, in the words of cards and hits: short for associations."""
    association = getattr(owner, "association", None)
    return association.short_name if association else owner.title


def material_context(material: MaterialPage) -> dict[str, Any]:
    """What stands around a material; see templates/library/material_page.html."""
    owner = material.get_parent().specific
    text = FileText.objects.filter(file=material.file).first() if material.file_id else None
    return {
        "owner": owner_name(owner),
        "owner_url": owner.get_url(),
        "topics": topic_chips(material.topics.all(), "/bibliothek/"),
        "pages": len(text.pages) if text and text.has_page_numbers else None,
    }


def materials_with(text: Model) -> Iterator[tuple[type[Model], int]]:
    """A material is found by the text of its file."""
    assert isinstance(text, FileText)
    for pk in MaterialPage.objects.filter(file=text.file_id).values_list("pk", flat=True):
        yield MaterialPage, pk
