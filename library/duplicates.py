"""The same file twice: where a file that somebody is about to use lies already, told as far as they may know it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.rights import Person
from core.choosing import may_choose
from core.files import keeps
from core.models import StoredFile
from library.models import MaterialPage
from library.queries import owner_name

SHOWN = 3
LOOKED_AT = 20  # files with the same content; who uploads the same form every year knows the rest


@dataclass(frozen=True, slots=True)
class Hint:
    """One place in words. `url` is empty where there is nothing that the person may open."""

    text: str
    url: str = ""


def hints(file: StoredFile, person: Person, apart_from: int | None = None) -> list[Hint]:
    """The other materials and files with the same content. Of a foreign draft only that there is one.

    `apart_from`: the material that is being written.
    """
    if not file.file_hash:
        return []
    same = StoredFile.objects.filter(file_hash=file.file_hash).order_by("pk").prefetch_related("materials")
    found: list[Hint] = []
    is_hidden = False
    for other in same[:LOOKED_AT]:
        materials = [material for material in other.materials.all() if material.pk != apart_from]
        known = [material for material in materials if may_choose(person, material)]
        found += map(_about, known)
        is_hidden |= len(known) < len(materials)
        if other.pk != file.pk and not other.materials.all():
            is_hidden |= not keeps(person, other)
            if keeps(person, other):
                found.append(_in_own_files(other))
    if not found and is_hidden:
        return [Hint(_("Diese Datei liegt schon bei einer anderen Stelle und ist dort noch nicht veröffentlicht."))]
    return found[:SHOWN]


def _about(material: MaterialPage) -> Hint:
    owner = owner_name(material.get_parent().specific)
    text = _("Diese Datei liegt schon als „%(title)s“ bei %(owner)s in der Bibliothek.")
    address = material.get_url() if material.live else reverse("wagtailadmin_pages:edit", args=[material.pk])
    return Hint(text % {"title": material.get_admin_display_title(), "owner": owner}, address or "")


def _in_own_files(file: StoredFile) -> Hint:
    text = _("Diese Datei liegt schon als „%s“ bei Ihnen; Sie können auch die vorhandene auswählen.")
    return Hint(text % file.title, reverse("wagtaildocs:edit", args=[file.pk]))
