"""The library's nouns, one file each."""

from library.models.material import MaterialPage, MaterialTag
from library.models.text import FileText

__all__ = ["FileText", "MaterialPage", "MaterialTag"]
