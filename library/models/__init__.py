"""The library's nouns, one file each."""

from library.models.link import LinkCheck
from library.models.material import MaterialPage, MaterialTag
from library.models.text import FileText
from library.models.version import MaterialVersion

__all__ = ["FileText", "LinkCheck", "MaterialPage", "MaterialTag", "MaterialVersion"]
