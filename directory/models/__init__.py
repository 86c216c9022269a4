"""The directory's nouns, one file each."""

from directory.models.offer import Offer
from directory.models.organisation import Organisation
from directory.models.pages import AssociationPage, DistrictIndexPage, DistrictPage, LandPage
from directory.models.post import Post

__all__ = ["AssociationPage", "DistrictIndexPage", "DistrictPage", "LandPage", "Offer", "Organisation", "Post"]
