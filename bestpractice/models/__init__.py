"""The practice's nouns, one file each."""

from bestpractice.models.adoption import Adoption, AdoptionStep, Quiet
from bestpractice.models.draft_for_district import DraftForDistrict
from bestpractice.models.edition import Edition
from bestpractice.models.parts import Indicator, PracticeMaterial, PracticePicture, PracticeStep
from bestpractice.models.practice import PracticePage, PracticeTag
from bestpractice.models.preview_link import PreviewLink
from bestpractice.models.recommendation import Recommendation, ReviewComment
from bestpractice.models.requirement import Requirement
from bestpractice.models.taken_text import TakenText

__all__ = [
    "Adoption",
    "AdoptionStep",
    "DraftForDistrict",
    "Edition",
    "Indicator",
    "PracticeMaterial",
    "PracticePage",
    "PracticePicture",
    "PracticeStep",
    "PracticeTag",
    "PreviewLink",
    "Quiet",
    "Recommendation",
    "Requirement",
    "ReviewComment",
    "TakenText",
]
