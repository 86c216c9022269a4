"""The directory's nouns, one file each."""

from directory.models.contact import Contact
from directory.models.handover import Handover
from directory.models.holder_name import HolderName
from directory.models.import_run import ImportChange, ImportRun
from directory.models.location import Location
from directory.models.message import Message, MessageStep
from directory.models.offer import Offer
from directory.models.organisation import Organisation
from directory.models.pages import AssociationPage, DistrictIndexPage, DistrictPage, LandPage
from directory.models.post import Post
from directory.models.proposal import Proposal
from directory.models.schedule import Schedule
from directory.models.sending import DailySalt, Sending
from directory.models.source import Source
from directory.models.verification import NoReminders, Reminder, Verification

__all__ = [
    "AssociationPage",
    "Contact",
    "DailySalt",
    "DistrictIndexPage",
    "DistrictPage",
    "Handover",
    "HolderName",
    "ImportChange",
    "ImportRun",
    "LandPage",
    "Location",
    "Message",
    "MessageStep",
    "NoReminders",
    "Offer",
    "Organisation",
    "Post",
    "Proposal",
    "Reminder",
    "Schedule",
    "Sending",
    "Source",
    "Verification",
]
