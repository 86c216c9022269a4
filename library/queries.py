"""Questions to the library: whose a material is, how long its file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from core.models import StoredFile
from directory.models import DistrictPage
from directory.models.pages import OwnerPage
from directory.queries import topic_chips
from library.models import FileText, LinkCheck, MaterialPage, MaterialVersion
from regions.models import District


def owner_name(owner: OwnerPage) -> str:
    """Whose something is, in the words of cards and hits: short for associations."""
    association = getattr(owner, "association", None)
    return association.short_name if association else owner.title


def material_context(material: MaterialPage) -> dict[str, Any]:
    """What stands around a material; see templates/library/material_page.html."""
    owner = material.get_parent().specific
    text = FileText.objects.filter(file=material.file).first() if material.file_id else None
    link = LinkCheck.objects.filter(material=material.pk, address=material.link).first() if material.link else None
    return {
        "owner": owner_name(owner),
        "owner_url": owner.get_url(),
        "topics": topic_chips(material.topics.all(), "/bibliothek/"),
        "pages": text.length if text else None,
        "is_closed_to_readers": bool(text and text.is_accessible is False),
        "dead_since": link.failing_since if link and link.is_dead else None,
        "versions": list(material.versions.select_related("file")) if material.pk else [],
    }


def materials_showing(file: Model) -> Iterator[MaterialPage]:
    """As an earlier version. Registered with core.files, which asks who may read them."""
    if isinstance(file, StoredFile):
        yield from MaterialPage.objects.live().filter(versions__file=file)


def materials_with(text: Model) -> Iterator[tuple[type[Model], int]]:
    """A material is found by the text of its file."""
    assert isinstance(text, FileText)
    for pk in MaterialPage.objects.filter(file=text.file_id).values_list("pk", flat=True):
        yield MaterialPage, pk


def versions_of(district: District) -> QuerySet[MaterialVersion]:
    """The earlier versions of a district's materials."""
    below = DistrictPage.objects.filter(district=district).values_list("path", flat=True).first()
    versions = MaterialVersion.objects.all()
    return versions.filter(material__path__startswith=below) if below else versions.none()
