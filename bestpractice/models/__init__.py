"""The practice's nouns, one file each."""

from bestpractice.models.adoption import Adoption
from bestpractice.models.practice import PracticePage, PracticeTag
from bestpractice.models.recommendation import Recommendation

__all__ = ["Adoption", "PracticePage", "PracticeTag", "Recommendation"]
