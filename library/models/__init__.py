"""The library's nouns, one file each."""

from library.models.dossier import DossierEntry, DossierPage
from library.models.link import LinkCheck
from library.models.material import MaterialPage, MaterialTag
from library.models.start_slot import StartSlot
from library.models.telling import MaterialTelling
from library.models.text import FileText
from library.models.version import MaterialVersion

__all__ = [
    "DossierEntry",
    "DossierPage",
    "FileText",
    "LinkCheck",
    "MaterialPage",
    "MaterialTag",
    "MaterialTelling",
    "MaterialVersion",
    "StartSlot",
]
